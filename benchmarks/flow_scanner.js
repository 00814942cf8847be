// The peer: parses and scans every definition of a folder with all its rules; prints one line of JSON.
// Run with NODE_PATH set to the folder that holds the package.
const fs = require("fs");
const path = require("path");
const scanner = require("@flow-scanner/lightning-flow-scanner-core");

async function main(folder) {
  const files = fs
    .readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".flow-meta.xml"))
    .sort()
    .map((name) => path.join(folder, name));
  const parsed = await scanner.parse(files);
  const results = scanner.scan(parsed);
  const rules = {};
  for (const result of results) {
    for (const rule of result.ruleResults) {
      if (rule.details.length) rules[rule.ruleName] = (rules[rule.ruleName] || 0) + rule.details.length;
    }
  }
  const findings = Object.values(rules).reduce((sum, count) => sum + count, 0);
  const failed = parsed.filter((one) => one.errorMessage).length;
  console.log(JSON.stringify({ files: results.length, failed, findings, rules }));
}

main(process.argv[2]);

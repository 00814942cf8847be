"""Ways in which a definition's XML differs from what Salesforce writes: by hand, by tools, by mistake."""

import re
from collections.abc import Callable
from random import Random

LEAF = re.compile(r"\n *<(\w+)>[^<]*</\1>")
TEXT = re.compile(r"(<(\w+)>)([^<]*)(</\2>)")
VALUE = re.compile(r"(<(\w+Value|elementReference)>)([^<]*)(</\2>)")
PAIR_OF_LEAVES = re.compile(r"(\n *<(\w+)>[^<]*</\2>)(\n *<(\w+)>[^<]*</\4>)")
BLOCK = re.compile(r"\n    <(orchestratedStages|decisions|variables|stageSteps)>.*?\n    </\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")

Mutation = Callable[[str, Random], str]


def _pick(pattern: re.Pattern[str], text: str, random: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return random.choice(found) if found else None


def _insert(text: str, random: Random, choices: list[str]) -> str:
    match = _pick(TAG, text, random)
    return text[: match.start()] + random.choice(choices) + text[match.start() :] if match else text


def insert_layout(text: str, random: Random) -> str:
    return _insert(
        text, random, ["<!-- c -->", "<!-- <x/> -->", "<?pi x?>", "\n", "  ", "\t", "stray", "<![CDATA[x]]>"]
    )


def insert_unknown(text: str, random: Random) -> str:
    choices = [
        "<ends>x</ends>",
        "<ends/>",
        '<ends a="1">\n<b>c</b></ends>',
        "<conditions><x/></conditions>",
        '<x:y xmlns:x="u"/>',
        '<label xmlns="urn:o">x</label>',
        "<description></description>",
        "<value/>",
        "<schedule><frequency>Daily</frequency></schedule>",
        "<schedule/>",
        "<runAsUser>true</runAsUser>",
        "<filterFormula>{!$Record.A} = 1</filterFormula>",
        "<connector><targetReference>A</targetReference></connector>",
        '<value xsi:nil="true"/>',
        "<entryConditionLogic>1 OR</entryConditionLogic>",
        "<conditionType>Odd</conditionType>",
    ]
    return _insert(text, random, choices)


def insert_comment_to_stageproof(text: str, random: Random) -> str:
    choices = [
        '<!-- stageproof: suppress some-rule because "x" -->',
        "<!--stageproof: end intended-->",
        "<!-- stageproof: nonsense -->",
        '<!-- stageproof: known users "a--b"  -->',
        "<!-- stageproof:suppress a-b suppress c-d end, intended -->",
        "<!-- stageproof: -->",
    ]
    return _insert(text, random, choices)


def end_lines_in_two(text: str, random: Random) -> str:
    if random.random() < 0.2:
        return re.sub("\n", lambda _: random.choice(["\n", "\r\n", "\r"]), text)
    return text if "\r" in text else text.replace("\n", "\r\n")


def indent_otherwise(text: str, random: Random) -> str:
    if random.random() < 0.3:
        return re.sub(r">\s+<", "><", text)
    return text.replace("    ", random.choice(["  ", "\t", ""]))


def drop_leaf(text: str, random: Random) -> str:
    match = _pick(LEAF, text, random)
    return text[: match.start()] + text[match.end() :] if match else text


def repeat_leaf(text: str, random: Random) -> str:
    match = _pick(LEAF, text, random)
    return text[: match.end()] + match.group() * random.randint(1, 2) + text[match.end() :] if match else text


def change_text(text: str, random: Random) -> str:
    match = _pick(TEXT, text, random)
    if match is None:
        return text
    was = match.group(3)
    choices = [
        "lots",
        "",
        f" {was} ",
        f"<![CDATA[{was}]]>",
        f"{was}<!-- c -->",
        "<b/>",
        "1",
        "true",
        "and",
        "or",
        "NaN",
    ]
    choices += [
        "&#65;&amp;&quot;\"'>",
        "x\r\ny",
        "x\ry",
        "$Record.A {!b.c} {!",
        "1e999",
        "2026-02-30",
        "\u00a0",
        "é\U0001f600",
    ]
    choices += [
        ".5",
        "+07",
        "(1 OR 2) AND",
        "NOT 1",
        "]]&gt;",
        "&#x10FFFF;",
        "a<!-- stageproof: suppress x-y -->",
    ]
    return text[: match.start(3)] + random.choice(choices) + text[match.end(3) :]


def change_value_kind(text: str, random: Random) -> str:
    match = _pick(VALUE, text, random)
    if match is None:
        return text
    kinds = ["numberValue", "dateTimeValue", "dateValue", "timeValue", "setupReference", "formulaExpression"]
    kinds += ["formulaDataType", "stringValue", "collectionElements", "sobjectValue", "booleanValue"]
    kind = random.choice(kinds)
    other = f"<{kind}>{match.group(3)}</{kind}>"
    new = random.choice([other, match.group() + other, other + match.group(), other * 2])
    return text[: match.start()] + new + text[match.end() :]


def spell_tag_otherwise(text: str, random: Random) -> str:
    match = _pick(re.compile(r"<(\w+)>([^<]*)</\1>"), text, random)
    if match is None:
        return text
    attribute = random.choice(['a="b"', "c = 'd'", 'xsi:nil="true"', "", 'x="<>"'.replace("<", "&lt;"), "\n"])
    tag, content = match.group(1), match.group(2)
    new = f"<{tag} {attribute}>{content}</{tag}{random.choice(['', ' ', chr(10)])}>"
    if random.random() < 0.2:
        new = f"<{tag} {attribute}/>"
    return text[: match.start()] + new + text[match.end() :]


def swap_leaves(text: str, random: Random) -> str:
    match = _pick(PAIR_OF_LEAVES, text, random)
    return text[: match.start()] + match.group(3) + match.group(1) + text[match.end() :] if match else text


def swap_blocks(text: str, random: Random) -> str:
    found = list(BLOCK.finditer(text))
    if len(found) < 2:
        return text
    first, second = sorted(random.sample(found, 2), key=lambda match: match.start())
    between = text[first.end() : second.start()]
    return text[: first.start()] + second.group() + between + first.group() + text[second.end() :]


def end_otherwise(text: str, random: Random) -> str:
    return text.rstrip("\n") + random.choice(["", "\n\n", "<!-- x -->", "\n<?x?>"])


def begin_otherwise(text: str, random: Random) -> str:
    usual = '<?xml version="1.0" encoding="UTF-8"?>\n'
    choices = [
        "",
        '\ufeff<?xml version="1.0"?>',
        "<?xml version='1.0' encoding='utf-8'?>\n\n",
        usual + "<!-- a -->",
    ]
    return text.replace(usual, random.choice(choices))


def escape_less(text: str, random: Random) -> str:
    return text.replace("&apos;", "'").replace("&quot;", random.choice(['"', "&#34;"]))


def close_empty_tags(text: str, random: Random) -> str:
    del random
    return re.sub(r"<(\w+)></\1>", r"<\1/>", text)


def use_prefix(text: str, random: Random) -> str:
    del random
    if "sf:" in text or re.search(r"<\w+\s+(?!xmlns)", text):
        return text
    return re.sub(r"</?(?=\w)", lambda match: match.group() + "sf:", text).replace(
        'xmlns="http', 'xmlns:sf="http', 1
    )


def cut_out(text: str, random: Random) -> str:
    if random.random() < 0.8:
        return text
    begin = random.randrange(len(text))
    return text[:begin] + text[begin + random.randint(1, 5) :]


MUTATIONS: list[Mutation] = [
    insert_layout,
    insert_unknown,
    insert_comment_to_stageproof,
    end_lines_in_two,
    indent_otherwise,
    drop_leaf,
    repeat_leaf,
    change_text,
    change_value_kind,
    spell_tag_otherwise,
    swap_leaves,
    swap_blocks,
    end_otherwise,
    begin_otherwise,
    escape_less,
    close_empty_tags,
    use_prefix,
    cut_out,
]


def mutate(text: str, random: Random, most: int = 6) -> str:
    """The text after one to `most` mutations."""
    for _ in range(random.randint(1, most)):
        text = random.choice(MUTATIONS)(text, random)
    return text

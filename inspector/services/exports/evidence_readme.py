"""What a file of evidence holds and how to check it, for those who have never seen the station."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from inspector.services.exports.evidence_seals import SealOfPart, Standing
from inspector.services.exports.report import ReportHead
from inspector.wire.exports import ReportLanguage


@dataclass(frozen=True, slots=True)
class PartFound:
    """What the station found of one part.

    Attributes:
        folder: Where it lies in the file.
        pictures: So many are there.
        missing: So many are not.
        seal: Its seal.
    """

    folder: str
    pictures: int
    missing: int
    seal: SealOfPart


def readme(head: ReportHead, parts: Sequence[PartFound]) -> bytes:
    """The text, as every editor of every system shows it."""
    words = _WORDS[head.language]
    title = words["head"].format(
        station=head.station_id,
        made=f"{head.made:%Y-%m-%d %H:%M:%S} UTC",
        person=head.person or words["nobody"],
    )
    found = "\n".join(_line(words, part) for part in parts)
    steps = "\n".join(
        f"{number}. {words[name]}\n\n" + "".join(f"    {command}\n" for command in commands)
        for number, (name, commands) in enumerate(_STEPS.items(), start=1)
    )
    text = f"{title}\n\n{found}\n\n{words['files']}\n\n{steps}\n{words['limits']}\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _line(words: Mapping[str, str], part: PartFound) -> str:
    name = "pictures" if not part.missing else "pictures_missing"
    pictures = words[name].format(there=part.pictures, missing=part.missing)
    told = [pictures, words[part.seal.standing].format(at=part.seal.sealed_at[:19])]
    if part.seal.block and not part.seal.way_included:
        told.append(words["way_missing"])
    return "\n  ".join([part.folder, *told])


_STEPS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "unchanged": ("sha256sum --check SHA256SUMS",),
        "issued": ("sha256sum SHA256SUMS",),
        "sealed": ("sha256sum part-*/sealed.json", "grep sealed_sha256 part-*/seal.json"),
        "chained": (
            "sha256sum seals/*.block",
            "head -q -n 1 seals/*.block",
            "od -An -v -tx1 seals/BLOCK.block | tr -d ' \\n' | grep -o SEALED_SHA256",
        ),
        "audited": (
            'while IFS= read -r line; do printf \'%s\' "${line%,\\"hash\\":*}" | sha256sum; '
            "done < audit.jsonl",
            'grep -o \'"hash":"[0-9a-f]*"\' audit.jsonl',
        ),
    }
)
"""The commands of each step."""
_ENGLISH = {
    "nobody": "somebody who was not signed in",
    "head": """\
EVIDENCE OF PARTS, station {station}
Made {made} by {person}.

WHAT THE STATION FOUND WHEN IT MADE THIS FILE""",
    "pictures": "Pictures: {there}, as they were archived.",
    "pictures_missing": "Pictures: {there}, and {missing} MISSING (the .missing.txt says why).",
    Standing.HOLDS: "The record is what was sealed on {at} UTC.",
    Standing.WAITS: "Not sealed yet: that happens about ten minutes after the verdict.",
    Standing.CHANGED: "THE RECORD IS NOT WHAT WAS SEALED on {at} UTC.",
    Standing.BROKEN: "THE SEAL of {at} UTC IS DAMAGED and proves nothing.",
    "way_missing": "Only its own block is here: no head behind it was noted yet, or it is far.",
    "files": """\
WHAT IS IN IT

README.txt       This text.
report.pdf       The parts at a glance, to be read and printed.
part-.../        One folder for each part, named by its number and the id of its result:
  result.json      The whole record: verdict, scores, limits, times, recipe, model.
  reviews.json     What people said of the part: who, when and why.
  camera-...       The picture of each camera, byte for byte as it was archived.
  sealed.json      What is sealed of the record. The hashes of the pictures are among it.
  seal.json        The hash that was sealed, the block that holds it, and the next head of the
                   seals that the audit trail noted.
audit.jsonl      Entries of the station's audit trail, unchanged: those that name these parts
                 (reviews, lists, files like this one), signatures and reports of their lots, and
                 those that note heads of the seals.
seals/           The blocks of seals from each part to the noted head.
SHA256SUMS       The SHA-256 of every other file.

HOW TO CHECK IT

Unpack everything into one folder and type the commands there. They are part of every Linux; on
macOS write "shasum -a 256" for "sha256sum". On Windows, PowerShell does the first step:

    Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object { $sum, $name = $_ -split '  ', 2;
      if ((Get-FileHash -LiteralPath $name).Hash -ne $sum) { "CHANGED: $name" } }""",
    "unchanged": "No file was changed since: every line ends with OK.",
    "issued": """\
It is the file that the station made: its audit trail keeps this hash in an entry
   "history.evidence". Ask the station's owner for it.""",
    "sealed": """\
The record is what was sealed: both commands show the same hashes. result.json tells the same
   values with their names; the hash of each picture stands in sealed.json, too.""",
    "chained": """\
The seal is a link of the chain: each block is named by its own hash, and begins with the hash
   of the block before. Behind its first line a block holds, for each result, its number, a space
   and the hash in 32 bytes; the third command finds that of a part (the names are in seal.json).
   The last block is the "noted_digest" of seal.json, and the "digest" of a line of audit.jsonl.""",
    "audited": """\
No entry of the audit trail was changed: both commands show the same hashes. "previous" is the
   hash of the whole line before; the station's owner can show the lines between.""",
    "limits": """\
WHAT IT PROVES

The seals have no key: who owns the station could make all of it anew. A head of the seals that
was written down elsewhere before, such as in the report of a lot, cannot be made anew: if it is
among the hashes here, everything before it is as it was on that day.""",
}
_CHINESE = {
    "nobody": "未登录的人员",
    "head": """\
零件证据，检测站 {station}
生成于 {made}，操作人：{person}。

生成本文件时检测站的核对结果""",
    "pictures": "图像：{there} 张，与归档时一致。",
    "pictures_missing": "图像：{there} 张，缺失 {missing} 张（原因见 .missing.txt）。",
    Standing.HOLDS: "记录与 {at} UTC 封存的内容一致。",
    Standing.WAITS: "尚未封存：判定约十分钟后进行封存。",
    Standing.CHANGED: "记录与 {at} UTC 封存的内容不一致！",
    Standing.BROKEN: "{at} UTC 的封存已损坏，不能作为证明！",
    "way_missing": "此处只有其所在的区块：其后尚无记下的链首，或相距过远。",
    "files": """\
文件内容

README.txt       本说明。
report.pdf       零件一览，供阅读和打印。
part-.../        每个零件一个文件夹，以零件号和结果编号命名：
  result.json      完整记录：判定、分数、限值、时间、配方、模型。
  reviews.json     人员的复核意见：何人、何时、为何。
  camera-...       各相机的图像，与归档时逐字节一致。
  sealed.json      记录中被封存的内容，其中包括图像的哈希。
  seal.json        封存的哈希、所在的区块，以及审计日志随后记下的封存链首。
audit.jsonl      检测站审计日志中的条目，原样未改：提及这些零件的条目（复核、列表、
                 此类文件）、其批次的签名和报告，以及记下封存链首的条目。
seals/           从各零件到所记链首的封存区块。
SHA256SUMS       其他每个文件的 SHA-256。

如何核对

将全部内容解压到一个文件夹，在其中输入以下命令。这些命令是各种 Linux 自带的；在 macOS 上
请用“shasum -a 256”代替“sha256sum”。在 Windows 上可用 PowerShell 完成第一步：

    Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object { $sum, $name = $_ -split '  ', 2;
      if ((Get-FileHash -LiteralPath $name).Hash -ne $sum) { "CHANGED: $name" } }""",
    "unchanged": "此后没有文件被改动：每一行都以 OK 结尾。",
    "issued": """\
这正是检测站生成的文件：其审计日志在条目“history.evidence”中保存着这个哈希。
   请向检测站的所有者查询。""",
    "sealed": """\
记录与封存的内容一致：两条命令显示相同的哈希。result.json 以字段名列出同样的值；
   每张图像的哈希也在 sealed.json 中。""",
    "chained": """\
封存是链条的一环：每个区块以其自身的哈希命名，并以前一区块的哈希开头。首行之后，
   区块依次保存每个结果的序号、一个空格和 32 字节的哈希；第三条命令可找出某个零件的
   哈希（名称见 seal.json）。最后一个区块就是 seal.json 中的“noted_digest”，也是
   audit.jsonl 中某一条目的“digest”。""",
    "audited": """\
审计日志的条目没有被改动：两条命令显示相同的哈希。“previous”是前一整行的哈希；
   检测站的所有者可以出示其间的各行。""",
    "limits": """\
能证明什么

封存没有密钥：拥有检测站的人可以重新制作全部内容。但事先在别处记下的封存链首（例如批次
报告中的链首）无法重新制作：如果它出现在这里的哈希之中，则它之前的一切都与当日一致。""",
}
_WORDS: Mapping[ReportLanguage, Mapping[str, str]] = MappingProxyType(
    {ReportLanguage.ENGLISH: _ENGLISH, ReportLanguage.CHINESE: _CHINESE}
)

"""Sentences about disks, databases, seals and the shared history."""

from __future__ import annotations

RECORDS: tuple[tuple[str, str], ...] = (
    (
        "{free} MiB free, {reserve} MiB are kept in reserve",
        "剩余 {free} MiB，另有 {reserve} MiB 作为预留",
    ),
    (
        "{path} has schema {present}, this program knows {known}",
        "{path} 的结构版本为 {present}，本程序支持到 {known}",
    ),
    (
        "{path} has schema {present}, this program needs {known}",
        "{path} 的结构版本为 {present}，本程序需要 {known}",
    ),
    ("{path} does not exist", "{path} 不存在"),
    (
        "{path} is missing but its write-ahead log {log} is there",
        "{path} 缺失，但其预写日志 {log} 仍在",
    ),
    ("{path} is not a database", "{path} 不是数据库"),
    ("{path} is truncated: {size} bytes, {pages} pages", "{path} 不完整：{size} 字节，{pages} 页"),
    ("{path} is the database of another program", "{path} 是其他程序的数据库"),
    ("result {row} cannot be read: {fault}", "结果 {row} 无法读取：{fault}"),
    ("no result {result}", "没有结果 {result}"),
    ("the result has no image", "该结果没有图像"),
    ("{path} is outside of the archive", "{path} 不在图像库内"),
    ("{result} is no result id", "{result} 不是结果编号"),
    ("{path} is not the file that was recorded", "{path} 不是当时记录的文件"),
    ("result {result} has no view {view}", "结果 {result} 没有视图 {view}"),
    (
        "the shared history has schema {present}, this program knows {known}",
        "共享历史的结构版本为 {present}，本程序支持到 {known}",
    ),
    ("schema {known} is needed and there is none", "需要结构版本 {known}，但没有任何结构"),
    ("schema {known} is needed and there is {present}", "需要结构版本 {known}，现为 {present}"),
    ("psycopg is not installed", "未安装 psycopg"),
    ("the address is no URL", "该地址不是 URL"),
    ("the address begins with {scheme}", "该地址以 {scheme} 开头"),
    ("the environment variable {name} is not set", "未设置环境变量 {name}"),
    (
        "another process sends for station {station} from this database",
        "另一个进程正从此数据库为工位 {station} 发送",
    ),
    ("block {seal} begins before the one before it ends", "第 {seal} 块的起点早于前一块的终点"),
    ("block {seal} is not what its digest says", "第 {seal} 块与其摘要不符"),
    (
        "audit entry {entry} noted another digest at sequence {sequence}",
        "审计条目 {entry} 在序号 {sequence} 处备案的摘要不同",
    ),
    ("changed: sequence {sequence}", "被更改：序号 {sequence}"),
    ("changed: {count} in all", "被更改：共 {count} 条"),
    ("inserted: sequence {sequence}", "被插入：序号 {sequence}"),
    ("inserted: {count} in all", "被插入：共 {count} 条"),
)

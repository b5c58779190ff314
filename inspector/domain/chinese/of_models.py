"""Models, datasets and trainings, in Chinese."""

from __future__ import annotations

MODELS = {
    "learned_from_these": (
        "这些是训练所用数据集自己的图像，其中包括学习过的图像：各项数值看起来比实际更好。请用 "
        "--split 指定其划分。"
    ),
    "not_better_than_commonest": (
        "不能确定该模型优于总是回答最常见类别的模型（{of} 张中有 {count} 张）；其他数值意义不大。"
    ),
    "classes_not_judged": "此处没有图像、因而未评判的类别：{classes}。",
    "pictures_left_out": "有 {count} 张图像无法使用，未计入；见清单。",
    "background_unchecked": "此处没有检查单凭背景能否预测标签。",
    "background_predicts": (
        "单凭边缘、亮度或文件大小就能预测标签，AUC 为 {auc}：以上数值可能是背景的数值。"
    ),
    "model_only_sorts": "该模型没有合格类别：它只区分缺陷，任何工件都无法放行。",
    "no_good_pictures": "没有合格图像：无法评价误剔。",
    "few_good_pictures": "只有 {count} 张合格图像：误剔率几乎未知。",
    "no_defective_pictures": "没有缺陷图像：无法评价漏检。",
    "few_defective_pictures": (
        "只有 {count} 张缺陷图像：即使其中没有漏检，仍可能有多达 {percent} % 的缺陷被放行。"
    ),
    "no_evaluation": (
        "模型包没有附带评估；请用 `inspector model train` 重新制作，或用 "
        "`inspector model adapt` 并以 --dataset 指定训练所用的数据集"
    ),
    "release_accuracy": "准确率为 {percent} %，要求至少 {limit} %",
    "release_escapes": (
        "{of} 张有缺陷的图像中有 {count} 张会漏检（{percent} %），最多允许 {limit} %"
    ),
    "release_escapes_bound": (
        "{of} 张有缺陷的图像中有 {count} 张会漏检：在 95 % 置信度下最多 {percent} %，最多允许 "
        "{limit} %"
    ),
    "release_false_rejects": (
        "{of} 张合格图像中有 {count} 张会被剔除（{percent} %），最多允许 {limit} %"
    ),
    "release_not_decidable": (
        "{of} 张图像中有 {count} 张无法判定（{percent} %），最多允许 {limit} %"
    ),
    "release_flips": (
        "{of} 个判定中有 {count} 个与 FP32 原模型不同（{percent} %），最多允许 {limit} %"
    ),
    "release_one_flip": "{fault}；{samples} 张图像太少，无法断定，因此允许一个",
    "release_robustness": "在干扰 {disturbance} 下保留 {percent} % 的准确率，要求至少 {limit} %",
    "release_p99": "在 {provider} 上每 100 次推理有 1 次用时 {ms} ms 或更长，最多允许 {limit} ms",
    "release_golden": "在 {provider} 上黄金样图的得分偏差为 {difference}，最多允许 {limit}",
    "release_turned_good": "当前生效的模型会剔除有 {classes} 的零件，而此模型将其视为合格",
    "no_defects_held_out": (
        "漏检率未知：测试集中没有缺陷图像；请向数据集中加入每个缺陷类别的图像，然后重新训练"
    ),
    "no_good_held_out": (
        "误剔率未知：测试集中没有合格图像；请向数据集中加入合格零件的图像，用 --good 指定其类别，"
        "然后重新训练"
    ),
    "no_robustness": (
        "鲁棒性未知：制作模型包时没有对图像施加干扰；请不带 --no-robustness 重新制作"
    ),
    "model_being_put_in_force": "{name} 正在投入使用",
    "model_in_force_already": "{name} 已经生效",
    "model_in_force": "{name} 正在生效",
    "no_former_model": "之前没有其他模型包生效过",
    "station_ends": "工位正在停止",
    "station_ended_before": "模型生效之前工位已停止",
    "one_class": "只有一个类别（{name}）；至少需要两个",
    "add_class": "请加入另一类别的图像。",
    "too_few_pictures": (
        "{name} 只有 {count} 张图像，每个类别至少需要 {least} 张：训练、验证、测试各一张"
    ),
    "add_pictures": "请加入该类别的图像，或将其归入其他类别。",
    "few_groups": (
        "{name} 出现在 {count} 个不可拆分的组中，少于 {least} 个：训练、验证、测试各需一个"
    ),
    "add_groups": (
        "请加入其他工件、批次或序列号的图像，或合并该类别。若不必都放在一起，"
        "可用 `inspector dataset split --group-by` 制定划分，并用 --split 训练。"
    ),
    "few_pictures": "有类别的图像少于 {least} 张（{counts}）；测试图像太少，所得指标意义不大",
    "collect_more": "请多采集一些。",
    "imbalance": "{most} 有 {many} 张图像，{rare} 有 {few} 张：相差 {times} 倍",
    "collect_rare": "请多采集稀少的类别；训练会给类别加权，但作用不大。",
    "no_good_class": "没有指定合格类别：任何工件都不会通过",
    "name_good_class": "请指定：--good {name}。",
    "all_classes_good": "所有类别都是合格类别：任何工件都不会被剔除",
    "add_defects": "请加入缺陷图像。",
    "package_exists": "{package} 已存在",
    "training_has_ended": "{training} 已结束",
    "training_has_not_ended": "{training} 尚未结束",
    "training_not_resumable": "{training} 正在等待、运行或已完成",
    "nothing_to_resume": "没有可继续的内容。",
    "training_unknown": "本工位没有训练 {found}",
    "dataset_unknown": "本工位没有数据集 {found}",
    "training_needs": "训练需要 {packages}",
    "training_disk_low": "可用空间 {free} GB，需要 {needed} GB",
    "disk_full": "磁盘已满",
    "training_gone": "训练进程已不存在",
}

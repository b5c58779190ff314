<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Action</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>I/O</source>
        <translation>I/O</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>维护</translation>
    </message>
    <message>
        <source>Clear alarm</source>
        <translation>清除报警</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Not OK</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Not decidable</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>Undefined</source>
        <translation>无结论</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Newer part</source>
        <translation>较新的工件</translation>
    </message>
    <message>
        <source>Older part</source>
        <translation>较旧的工件</translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation>下一个相机</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>复制编号</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大图像</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小图像</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>完整图像</translation>
    </message>
    <message>
        <source>Test exposure</source>
        <translation>试拍</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>十字线</translation>
    </message>
    <message>
        <source>Save in the recipe</source>
        <translation>存入配方</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>{person}, {role}: sign out</source>
        <translation>{person}，{role}：退出登录</translation>
    </message>
</context>
<context>
    <name>Bit</name>
    <message>
        <source>status.ONLINE</source>
        <translation>检测程序已连接闸门</translation>
    </message>
    <message>
        <source>status.TRIGGER_READY</source>
        <translation>现在到来的工件会被检测；否则被剔除</translation>
    </message>
    <message>
        <source>status.ACQUIRING</source>
        <translation>保留；此版本中为 0</translation>
    </message>
    <message>
        <source>status.INSPECTING</source>
        <translation>有工件等待判定</translation>
    </message>
    <message>
        <source>status.RESULTS_PENDING</source>
        <translation>有结果等待应答</translation>
    </message>
    <message>
        <source>status.BUFFER_OVERRUN</source>
        <translation>环形缓冲已满，结果曾等待；锁存</translation>
    </message>
    <message>
        <source>status.MISSED_TRIGGER</source>
        <translation>trigger_seq 跳变；锁存</translation>
    </message>
    <message>
        <source>status.FAULT</source>
        <translation>不放行任何工件；原因见 fault_code</translation>
    </message>
    <message>
        <source>status.LAST_PASS</source>
        <translation>最后判定的工件为合格</translation>
    </message>
    <message>
        <source>status.RECIPE_LOADING</source>
        <translation>recipe_request 的配方尚未生效</translation>
    </message>
    <message>
        <source>status.BYPASS</source>
        <translation>维护：输出可能被强制，不放行任何工件</translation>
    </message>
    <message>
        <source>status.PLC_LOST</source>
        <translation>plc_heartbeat 在超时时间内没有变化</translation>
    </message>
    <message>
        <source>status.ALARM</source>
        <translation>alarm_bits 不为 0</translation>
    </message>
    <message>
        <source>status.RESYNC_NEEDED</source>
        <translation>session_ack 与 session_id 不同，或 plc_session 为 0</translation>
    </message>
    <message>
        <source>status.RECIPE_OK</source>
        <translation>配方已生效</translation>
    </message>
    <message>
        <source>status.SIMULATED</source>
        <translation>产线为虚拟产线</translation>
    </message>
    <message>
        <source>control.TRIGGER_ENABLE</source>
        <translation>保留；此版本中无作用</translation>
    </message>
    <message>
        <source>control.CLEAR_FAULT</source>
        <translation>电平：置位期间清除锁存的状态位和报警</translation>
    </message>
    <message>
        <source>control.PURGE_ACTIVE</source>
        <translation>产线正在清空：现在到来的工件被剔除</translation>
    </message>
    <message>
        <source>control.LINE_RUNNING</source>
        <translation>皮带在运动；置位期间 encoder_now 不得倒退</translation>
    </message>
    <message>
        <source>control.REJECT_INHIBIT</source>
        <translation>为测试抑制剔除机构：不放行任何工件</translation>
    </message>
    <message>
        <source>control.REQUIRE_ACK</source>
        <translation>保留；结果始终等待应答</translation>
    </message>
    <message>
        <source>request.STOP_INFEED</source>
        <translation>在此位恢复为 0 之前不再送入工件</translation>
    </message>
    <message>
        <source>request.PURGE</source>
        <translation>剔除相机与剔除机构之间的全部工件；以 PURGE_ACTIVE 应答</translation>
    </message>
    <message>
        <source>alarm_bits.CONSECUTIVE_REJECTS</source>
        <translation>连续剔除的工件过多</translation>
    </message>
    <message>
        <source>alarm_bits.REJECT_RATE</source>
        <translation>最近工件的剔除率过高</translation>
    </message>
    <message>
        <source>alarm_bits.REJECTS_UNCONFIRMED</source>
        <translation>剔除的工件未在料道中被看到</translation>
    </message>
    <message>
        <source>alarm_bits.TRIGGERS_MISSED</source>
        <translation>trigger_seq 跳变</translation>
    </message>
    <message>
        <source>alarm_bits.RESULTS_LATE</source>
        <translation>判定期限前没有结果</translation>
    </message>
    <message>
        <source>alarm_bits.BIN_FULL</source>
        <translation>剔除料箱已满</translation>
    </message>
    <message>
        <source>alarm_bits.AIR_LOW</source>
        <translation>气压过低</translation>
    </message>
    <message>
        <source>alarm_bits.UNEXPECTED_OBJECT</source>
        <translation>看到没有跟踪的物体</translation>
    </message>
    <message>
        <source>alarm_bits.UNCLEARED_PASSED</source>
        <translation>未放行的工件通过了</translation>
    </message>
    <message>
        <source>alarm_bits.SECOND_WRITER</source>
        <translation>另一个客户端试图写入 P 块</translation>
    </message>
    <message>
        <source>alarm_bits.TRACKING_LOST</source>
        <translation>PLC 或闸门在产线上有工件时重启</translation>
    </message>
    <message>
        <source>alarm_bits.BELT_REVERSED</source>
        <translation>LINE_RUNNING 置位时编码器倒退</translation>
    </message>
    <message>
        <source>alarm_bits.CLOCK_STEPPED</source>
        <translation>工位的系统时间被调整</translation>
    </message>
    <message>
        <source>alarm_bits.COUPLER_UNSAFE</source>
        <translation>无法确认耦合器的看门狗</translation>
    </message>
    <message>
        <source>alarm_bits.REJECT_INHIBITED</source>
        <translation>REJECT_INHIBIT 已置位</translation>
    </message>
    <message>
        <source>alarm_bits.JOURNAL_FAILED</source>
        <translation>闸门无法写入日志</translation>
    </message>
    <message>
        <source>input.PHOTO_EYE</source>
        <translation>相机处有工件</translation>
    </message>
    <message>
        <source>input.CHUTE</source>
        <translation>有工件落入料箱</translation>
    </message>
    <message>
        <source>input.EXIT_EYE</source>
        <translation>有工件通过</translation>
    </message>
    <message>
        <source>input.REJECT_EYE</source>
        <translation>工件即将到达剔除机构</translation>
    </message>
    <message>
        <source>input.LINE_RUNNING</source>
        <translation>皮带在运动</translation>
    </message>
    <message>
        <source>input.BIN_FULL</source>
        <translation>剔除料箱已满</translation>
    </message>
    <message>
        <source>input.AIR_LOW</source>
        <translation>气压过低</translation>
    </message>
    <message>
        <source>output.PASS_GATE</source>
        <translation>放行工件；断电时剔除</translation>
    </message>
    <message>
        <source>output.INFEED</source>
        <translation>允许送料</translation>
    </message>
    <message>
        <source>output.ALARM</source>
        <translation>警灯或喇叭</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Class or reason</source>
        <translation>类别或原因</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>去向</translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>Triggered</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Not OK</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Not decidable</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>Undefined</source>
        <translation>无结论</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已剔除</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>UNDEFINED</source>
        <translation>无结论</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>NOT OK</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>NOT DECIDABLE</source>
        <translation>无法判定</translation>
    </message>
</context>
<context>
    <name>Fact</name>
    <message>
        <source>Part</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>Triggered</source>
        <translation>触发时间</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>判定时间</translation>
    </message>
    <message>
        <source>Score, limit, margin</source>
        <translation>得分、限值、裕量</translation>
    </message>
    <message>
        <source>Verdict that came late</source>
        <translation>迟到的判定</translation>
    </message>
    <message>
        <source>Outcome confirmed</source>
        <translation>去向确认时间</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Result id</source>
        <translation>结果编号</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发序号</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧号</translation>
    </message>
    <message>
        <source>Frame source</source>
        <translation>图像来源</translation>
    </message>
    <message>
        <source>Pixel format</source>
        <translation>像素格式</translation>
    </message>
    <message>
        <source>Image SHA-256</source>
        <translation>图像 SHA-256</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Recipe revision</source>
        <translation>配方修订</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model variant</source>
        <translation>模型变体</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>执行后端</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation>模型 SHA-256</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Program version</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>工位</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Frames missed before</source>
        <translation>此前丢失的帧</translation>
    </message>
    <message>
        <source>Camera time stamp</source>
        <translation>相机时间戳</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>API-001</source>
        <translation>访问令牌缺失或错误</translation>
    </message>
    <message>
        <source>API-005</source>
        <translation>工位应答时发生意外故障</translation>
    </message>
    <message>
        <source>CAM-000</source>
        <translation>相机拒绝了命令</translation>
    </message>
    <message>
        <source>CAM-001</source>
        <translation>找不到相机</translation>
    </message>
    <message>
        <source>CAM-002</source>
        <translation>相机已断开</translation>
    </message>
    <message>
        <source>CAM-003</source>
        <translation>相机参数错误</translation>
    </message>
    <message>
        <source>CAM-004</source>
        <translation>相机被占用</translation>
    </message>
    <message>
        <source>CAM-005</source>
        <translation>无法确定是哪一台相机</translation>
    </message>
    <message>
        <source>CAM-006</source>
        <translation>不支持的像素格式</translation>
    </message>
    <message>
        <source>CAM-007</source>
        <translation>缺少相机驱动库</translation>
    </message>
    <message>
        <source>CAM-008</source>
        <translation>GenTL 驱动（.cti）无法使用</translation>
    </message>
    <message>
        <source>CAM-009</source>
        <translation>没有这个名称的相机</translation>
    </message>
    <message>
        <source>CAM-010</source>
        <translation>还没有图像</translation>
    </message>
    <message>
        <source>CAM-011</source>
        <translation>相机未保持所设的参数</translation>
    </message>
    <message>
        <source>CAM-012</source>
        <translation>相机已连接但没有图像</translation>
    </message>
    <message>
        <source>GAT-001</source>
        <translation>闸门与检测程序之间的连接中断</translation>
    </message>
    <message>
        <source>GAT-002</source>
        <translation>闸门运行日志无法读写</translation>
    </message>
    <message>
        <source>GAT-100</source>
        <translation>产线报警</translation>
    </message>
    <message>
        <source>GAT-101</source>
        <translation>连续剔除的工件过多</translation>
    </message>
    <message>
        <source>GAT-102</source>
        <translation>剔除率过高</translation>
    </message>
    <message>
        <source>GAT-103</source>
        <translation>剔除的工件未被确认</translation>
    </message>
    <message>
        <source>GAT-104</source>
        <translation>漏看了 PLC 的触发</translation>
    </message>
    <message>
        <source>GAT-105</source>
        <translation>判定结果来得太晚，工件被剔除</translation>
    </message>
    <message>
        <source>GAT-106</source>
        <translation>剔除料箱已满</translation>
    </message>
    <message>
        <source>GAT-107</source>
        <translation>剔除机构气压过低</translation>
    </message>
    <message>
        <source>GAT-108</source>
        <translation>看到了没有跟踪的物体</translation>
    </message>
    <message>
        <source>GAT-109</source>
        <translation>未放行的工件通过了：可能有缺陷品流出</translation>
    </message>
    <message>
        <source>GAT-110</source>
        <translation>有另一个 Modbus 客户端试图写入 PLC 的寄存器</translation>
    </message>
    <message>
        <source>GAT-111</source>
        <translation>相机与剔除机构之间的工件跟踪已丢失</translation>
    </message>
    <message>
        <source>GAT-112</source>
        <translation>产线运行时皮带倒转</translation>
    </message>
    <message>
        <source>GAT-113</source>
        <translation>系统时间被调整</translation>
    </message>
    <message>
        <source>GAT-114</source>
        <translation>远程 I/O 耦合器没有看门狗保护</translation>
    </message>
    <message>
        <source>GAT-115</source>
        <translation>PLC 抑制了剔除机构</translation>
    </message>
    <message>
        <source>IMG-001</source>
        <translation>图像文件无法读取</translation>
    </message>
    <message>
        <source>IMG-002</source>
        <translation>图像不适合检测</translation>
    </message>
    <message>
        <source>MOD-000</source>
        <translation>模型无法使用</translation>
    </message>
    <message>
        <source>MOD-001</source>
        <translation>模型包不完整</translation>
    </message>
    <message>
        <source>MOD-002</source>
        <translation>模型文件已被改动或损坏</translation>
    </message>
    <message>
        <source>MOD-003</source>
        <translation>模型在本机上得不到基准得分</translation>
    </message>
    <message>
        <source>MOD-004</source>
        <translation>所需的执行后端无法加载</translation>
    </message>
    <message>
        <source>MOD-005</source>
        <translation>推理失败</translation>
    </message>
    <message>
        <source>PLC-000</source>
        <translation>PLC 侧故障</translation>
    </message>
    <message>
        <source>PLC-001</source>
        <translation>端口被其他程序占用</translation>
    </message>
    <message>
        <source>PLC-002</source>
        <translation>PLC 无应答</translation>
    </message>
    <message>
        <source>PLC-003</source>
        <translation>PLC 返回 Modbus 异常</translation>
    </message>
    <message>
        <source>PLC-004</source>
        <translation>PLC 确认了另一条命令</translation>
    </message>
    <message>
        <source>PPL-000</source>
        <translation>人员名册暂时无法使用</translation>
    </message>
    <message>
        <source>PPL-001</source>
        <translation>没有人登录，或登录已过期</translation>
    </message>
    <message>
        <source>PPL-002</source>
        <translation>当前登录的人员没有此权限</translation>
    </message>
    <message>
        <source>PPL-003</source>
        <translation>姓名与 PIN 码不符</translation>
    </message>
    <message>
        <source>PPL-004</source>
        <translation>登录尝试次数过多</translation>
    </message>
    <message>
        <source>PPL-005</source>
        <translation>无法读取 people.toml</translation>
    </message>
    <message>
        <source>PPL-010</source>
        <translation>无法写入操作记录</translation>
    </message>
    <message>
        <source>PPL-011</source>
        <translation>有其他人正在维护工位</translation>
    </message>
    <message>
        <source>PPL-012</source>
        <translation>维护已结束</translation>
    </message>
    <message>
        <source>RCP-001</source>
        <translation>配方有误</translation>
    </message>
    <message>
        <source>RCP-002</source>
        <translation>工位文件未指定配方文件</translation>
    </message>
    <message>
        <source>RCP-003</source>
        <translation>各配方不一致，或有错误</translation>
    </message>
    <message>
        <source>RCP-004</source>
        <translation>PLC 请求了未知的配方</translation>
    </message>
    <message>
        <source>RCP-005</source>
        <translation>相机无法采用所请求配方的设置</translation>
    </message>
    <message>
        <source>STA-000</source>
        <translation>工位现在无法执行</translation>
    </message>
    <message>
        <source>STA-001</source>
        <translation>当前状态不允许此命令</translation>
    </message>
    <message>
        <source>STA-002</source>
        <translation>工位无应答</translation>
    </message>
    <message>
        <source>STA-003</source>
        <translation>另一工位正在使用该数据文件夹</translation>
    </message>
    <message>
        <source>STA-007</source>
        <translation>判定所需时间超过产线允许的时间</translation>
    </message>
    <message>
        <source>STO-000</source>
        <translation>结果无法保存</translation>
    </message>
    <message>
        <source>STO-001</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>STO-002</source>
        <translation>数据库版本较新</translation>
    </message>
    <message>
        <source>STO-003</source>
        <translation>数据库已损坏</translation>
    </message>
    <message>
        <source>STO-004</source>
        <translation>没有此编号的结果</translation>
    </message>
    <message>
        <source>STO-005</source>
        <translation>该结果没有图像</translation>
    </message>
    <message>
        <source>STO-006</source>
        <translation>图像无法写入存档</translation>
    </message>
    <message>
        <source>STO-007</source>
        <translation>存档图像与原件不符</translation>
    </message>
    <message>
        <source>STO-008</source>
        <translation>没有这个编号的视图</translation>
    </message>
</context>
<context>
    <name>Feature</name>
    <message>
        <source>Exposure time</source>
        <translation>曝光时间</translation>
    </message>
    <message>
        <source>Automatic exposure</source>
        <translation>自动曝光</translation>
    </message>
    <message>
        <source>Acquisition mode</source>
        <translation>采集模式</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Gain, device units</source>
        <translation>增益（设备单位）</translation>
    </message>
    <message>
        <source>Automatic gain</source>
        <translation>自动增益</translation>
    </message>
    <message>
        <source>Gain channel</source>
        <translation>增益通道</translation>
    </message>
    <message>
        <source>Black level</source>
        <translation>黑电平</translation>
    </message>
    <message>
        <source>Black level channel</source>
        <translation>黑电平通道</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Automatic white balance</source>
        <translation>自动白平衡</translation>
    </message>
    <message>
        <source>White balance ratio</source>
        <translation>白平衡系数</translation>
    </message>
    <message>
        <source>White balance channel</source>
        <translation>白平衡通道</translation>
    </message>
    <message>
        <source>Trigger selector</source>
        <translation>触发类型</translation>
    </message>
    <message>
        <source>Trigger mode</source>
        <translation>触发模式</translation>
    </message>
    <message>
        <source>Trigger source</source>
        <translation>触发源</translation>
    </message>
    <message>
        <source>Trigger edge</source>
        <translation>触发沿</translation>
    </message>
    <message>
        <source>Trigger overlap</source>
        <translation>触发重叠</translation>
    </message>
    <message>
        <source>Trigger delay</source>
        <translation>触发延时</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Line mode</source>
        <translation>线路模式</translation>
    </message>
    <message>
        <source>Line source</source>
        <translation>线路信号源</translation>
    </message>
    <message>
        <source>Line inverted</source>
        <translation>线路反相</translation>
    </message>
    <message>
        <source>Line format</source>
        <translation>线路电气格式</translation>
    </message>
    <message>
        <source>Line debounce time</source>
        <translation>线路消抖时间</translation>
    </message>
    <message>
        <source>Strobe</source>
        <translation>频闪</translation>
    </message>
    <message>
        <source>Strobe delay</source>
        <translation>频闪延时</translation>
    </message>
    <message>
        <source>Strobe duration</source>
        <translation>频闪时长</translation>
    </message>
    <message>
        <source>Pixel format</source>
        <translation>像素格式</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Left edge of the region</source>
        <translation>区域左边界</translation>
    </message>
    <message>
        <source>Top edge of the region</source>
        <translation>区域上边界</translation>
    </message>
    <message>
        <source>Binning, horizontal</source>
        <translation>水平合并</translation>
    </message>
    <message>
        <source>Binning, vertical</source>
        <translation>垂直合并</translation>
    </message>
    <message>
        <source>Decimation, horizontal</source>
        <translation>水平抽样</translation>
    </message>
    <message>
        <source>Decimation, vertical</source>
        <translation>垂直抽样</translation>
    </message>
    <message>
        <source>Mirrored left to right</source>
        <translation>左右镜像</translation>
    </message>
    <message>
        <source>Mirrored top to bottom</source>
        <translation>上下镜像</translation>
    </message>
    <message>
        <source>Test pattern</source>
        <translation>测试图案</translation>
    </message>
    <message>
        <source>Packet size</source>
        <translation>数据包大小</translation>
    </message>
    <message>
        <source>Packet delay</source>
        <translation>数据包延时</translation>
    </message>
    <message>
        <source>PTP clock</source>
        <translation>PTP 时钟</translation>
    </message>
    <message>
        <source>PTP status</source>
        <translation>PTP 状态</translation>
    </message>
    <message>
        <source>PTP offset</source>
        <translation>PTP 偏差</translation>
    </message>
    <message>
        <source>Throughput limit</source>
        <translation>带宽上限</translation>
    </message>
    <message>
        <source>User set</source>
        <translation>用户集</translation>
    </message>
    <message>
        <source>Load the user set</source>
        <translation>载入用户集</translation>
    </message>
    <message>
        <source>Save the user set</source>
        <translation>保存用户集</translation>
    </message>
    <message>
        <source>User set at power-up</source>
        <translation>上电用户集</translation>
    </message>
    <message>
        <source>Maker</source>
        <translation>制造商</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>固件版本</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>用户标识</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
</context>
<context>
    <name>FeatureGroup</name>
    <message>
        <source>Exposure and rate</source>
        <translation>曝光与帧率</translation>
    </message>
    <message>
        <source>Gain and colour</source>
        <translation>增益与色彩</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Lines and strobe</source>
        <translation>输入输出与频闪</translation>
    </message>
    <message>
        <source>Image format</source>
        <translation>图像格式</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>User sets</source>
        <translation>用户集</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Other features of this device</source>
        <translation>该设备的其他参数</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Gate</source>
        <translation>闸门</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Model: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>Recipe: {recipe}</source>
        <translation>配方：{recipe}</translation>
    </message>
    <message>
        <source>{name}: unknown</source>
        <translation>{name}：未知</translation>
    </message>
    <message>
        <source>{name} connected</source>
        <translation>{name}已连接</translation>
    </message>
    <message>
        <source>{name} lost</source>
        <translation>{name}已断开</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Part id</source>
        <translation>工件号</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>正在加载……</translation>
    </message>
    <message>
        <source>No results match this filter.</source>
        <translation>没有符合筛选条件的结果。</translation>
    </message>
    <message>
        <source>The newest {rows} results. Narrow the filter to see others.</source>
        <translation>最新 {rows} 条结果。要查看其他结果，请缩小筛选范围。</translation>
    </message>
    <message>
        <source>All {rows} results</source>
        <translation>共 {rows} 条结果</translation>
    </message>
    <message>
        <source>The newest {rows} results. Scroll down for more.</source>
        <translation>最新 {rows} 条结果。向下滚动查看更多。</translation>
    </message>
    <message>
        <source>The picture cannot be shown</source>
        <translation>无法显示图像</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>追溯信息</translation>
    </message>
    <message>
        <source>No part chosen</source>
        <translation>未选择工件</translation>
    </message>
    <message>
        <source>Choose a row to see all about it.</source>
        <translation>选择一行以查看全部信息。</translation>
    </message>
    <message>
        <source>decided by camera {camera}</source>
        <translation>由相机 {camera} 判定</translation>
    </message>
    <message>
        <source>Loading the picture …</source>
        <translation>正在加载图像……</translation>
    </message>
    <message>
        <source>There is no picture of this part</source>
        <translation>该工件没有图像</translation>
    </message>
</context>
<context>
    <name>Io</name>
    <message>
        <source>Word</source>
        <translation>字</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Status of the station</source>
        <translation>工位状态</translation>
    </message>
    <message>
        <source>Requests to the PLC</source>
        <translation>对 PLC 的请求</translation>
    </message>
    <message>
        <source>Control by the PLC</source>
        <translation>PLC 的控制</translation>
    </message>
    <message>
        <source>Block V · station to PLC</source>
        <translation>V 块 · 工位到 PLC</translation>
    </message>
    <message>
        <source>Block P · PLC to station</source>
        <translation>P 块 · PLC 到工位</translation>
    </message>
    <message>
        <source>End maintenance</source>
        <translation>结束维护</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>PLC unknown</source>
        <translation>PLC 状态未知</translation>
    </message>
    <message>
        <source>PLC alive</source>
        <translation>PLC 在线</translation>
    </message>
    <message>
        <source>PLC silent</source>
        <translation>PLC 无响应</translation>
    </message>
    <message>
        <source>Heartbeat of the PLC changed {age} ago · registers read {told} ago</source>
        <translation>PLC 心跳 {age} 前变化 · 寄存器 {told} 前读取</translation>
    </message>
    <message>
        <source>forced · {meaning}</source>
        <translation>已强制 · {meaning}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Choose a register to see what it means.</source>
        <translation>选择一个寄存器以查看其含义。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Maintenance · every part is rejected</source>
        <translation>维护中 · 所有工件均被剔除</translation>
    </message>
    <message>
        <source>{maintenance} · forced: {outputs}</source>
        <translation>{maintenance} · 已强制：{outputs}</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>No picture yet</source>
        <translation>尚无图像</translation>
    </message>
    <message>
        <source>Picture of part {part} · {verdict}</source>
        <translation>工件 {part} 的图像 · {verdict}</translation>
    </message>
    <message>
        <source>Picture of an earlier part: {part} · {verdict}</source>
        <translation>此前工件的图像：{part} · {verdict}</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>合格率</translation>
    </message>
    <message>
        <source>Parts per minute</source>
        <translation>每分钟工件数</translation>
    </message>
    <message>
        <source>Latency p50 / p99 ms</source>
        <translation>延迟 p50 / p99 ms</translation>
    </message>
    <message>
        <source>No counts yet</source>
        <translation>尚无计数</translation>
    </message>
    <message>
        <source>Counts not known now</source>
        <translation>当前计数未知</translation>
    </message>
    <message>
        <source>Every part accounted for</source>
        <translation>每个工件均已核对</translation>
    </message>
    <message>
        <source>Counts disagree</source>
        <translation>计数不一致</translation>
    </message>
    <message>
        <source>Triggers: station {station}, PLC {plc}</source>
        <translation>触发数：工位 {station}，PLC {plc}</translation>
    </message>
    <message>
        <source>Last rejects</source>
        <translation>最近剔除</translation>
    </message>
    <message>
        <source>No rejects yet</source>
        <translation>尚无剔除</translation>
    </message>
    <message>
        <source>No part yet</source>
        <translation>尚无工件</translation>
    </message>
    <message>
        <source>Part {part} · {outcome}</source>
        <translation>工件 {part} · {outcome}</translation>
    </message>
    <message>
        <source>Last known, {time}</source>
        <translation>最后已知，{time}</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>无得分</translation>
    </message>
    <message>
        <source>Score {score}  ·  limit {limit}</source>
        <translation>得分 {score}  ·  限值 {limit}</translation>
    </message>
    <message>
        <source>margin {margin}</source>
        <translation>裕量 {margin}</translation>
    </message>
    <message>
        <source>Not certain: {name}</source>
        <translation>不确定：{name}</translation>
    </message>
    <message>
        <source>Touch again</source>
        <translation>再按一次</translation>
    </message>
    <message>
        <source>Lost · {code}</source>
        <translation>已断开 · {code}</translation>
    </message>
    <message>
        <source>{rate} pictures/s</source>
        <translation>{rate} 帧/秒</translation>
    </message>
    <message>
        <source>Newest frame {frame}</source>
        <translation>最新帧 {frame}</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{place} of {alarms} ›</source>
        <translation>{place} / {alarms} ›</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time}</translation>
    </message>
    <message>
        <source>No connection to the station</source>
        <translation>与工位的连接已断开</translation>
    </message>
    <message>
        <source>What you see is the last state known. Connecting again …</source>
        <translation>当前显示的是最后已知状态。正在重新连接……</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>under way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>已放行</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已剔除</translation>
    </message>
    <message>
        <source>reject not confirmed</source>
        <translation>剔除未确认</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>PlcRole</name>
    <message>
        <source>The PLC polls the station</source>
        <translation>PLC 轮询工位</translation>
    </message>
    <message>
        <source>The station polls the PLC</source>
        <translation>工位轮询 PLC</translation>
    </message>
    <message>
        <source>Remote I/O without a PLC</source>
        <translation>远程 I/O，无 PLC</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>Judged by the classifier</source>
        <translation>由分类器判定</translation>
    </message>
    <message>
        <source>The verdict came too late</source>
        <translation>判定结果来得太晚</translation>
    </message>
    <message>
        <source>The inspection program was away</source>
        <translation>检测程序不在线</translation>
    </message>
    <message>
        <source>The trigger was seen too late</source>
        <translation>触发信号发现太晚</translation>
    </message>
    <message>
        <source>The station was not running</source>
        <translation>工位未运行</translation>
    </message>
    <message>
        <source>Too many parts at once</source>
        <translation>同时到达的工件过多</translation>
    </message>
    <message>
        <source>The journal cannot be written</source>
        <translation>无法写入运行日志</translation>
    </message>
    <message>
        <source>The gate restarted while the part was on its way</source>
        <translation>工件途中闸门重新启动</translation>
    </message>
    <message>
        <source>The PLC restarted while the part was on its way</source>
        <translation>工件途中 PLC 重新启动</translation>
    </message>
    <message>
        <source>An alarm waits to be cleared</source>
        <translation>有报警等待清除</translation>
    </message>
    <message>
        <source>The line was being emptied</source>
        <translation>产线正在清空</translation>
    </message>
    <message>
        <source>No picture of this part arrived</source>
        <translation>未收到该工件的图像</translation>
    </message>
    <message>
        <source>The picture is incomplete</source>
        <translation>图像不完整</translation>
    </message>
    <message>
        <source>The picture cannot be read</source>
        <translation>图像无法读取</translation>
    </message>
    <message>
        <source>The picture does not suit the recipe</source>
        <translation>图像与配方不符</translation>
    </message>
    <message>
        <source>Not certain that the picture shows this part</source>
        <translation>无法确定图像属于该工件</translation>
    </message>
    <message>
        <source>The camera was disconnected</source>
        <translation>相机已断开</translation>
    </message>
    <message>
        <source>One camera&apos;s verdict did not come</source>
        <translation>有一台相机未给出判定</translation>
    </message>
    <message>
        <source>Preparing the picture failed</source>
        <translation>图像预处理失败</translation>
    </message>
    <message>
        <source>The classifier failed</source>
        <translation>分类器出错</translation>
    </message>
    <message>
        <source>The classifier gave no valid score</source>
        <translation>分类器未给出有效得分</translation>
    </message>
    <message>
        <source>The result could not be stored</source>
        <translation>结果无法保存</translation>
    </message>
    <message>
        <source>The recipe was being changed</source>
        <translation>正在更换配方</translation>
    </message>
    <message>
        <source>The PLC asked for an unknown recipe</source>
        <translation>PLC 请求了未知的配方</translation>
    </message>
    <message>
        <source>There is not enough time for a verdict</source>
        <translation>判定时间不够</translation>
    </message>
    <message>
        <source>The station was in maintenance</source>
        <translation>工位处于维护状态</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>map_version</source>
        <translation>寄存器表版本</translation>
    </message>
    <message>
        <source>heartbeat</source>
        <translation>1..65535，闸门进行判定时每 100 ms 变化一次</translation>
    </message>
    <message>
        <source>status</source>
        <translation>工位状态位</translation>
    </message>
    <message>
        <source>state</source>
        <translation>OPC 30060 状态：0 停止（维护），2 空闲，4 运行，8 中止（不放行任何工件），15 保持（有报警等待清除）</translation>
    </message>
    <message>
        <source>fault_code</source>
        <translation>当前故障的原因，0 表示没有</translation>
    </message>
    <message>
        <source>session_id</source>
        <translation>非 0 的随机数；闸门重启后改变</translation>
    </message>
    <message>
        <source>recipe_active</source>
        <translation>正在使用的配方编号</translation>
    </message>
    <message>
        <source>trigger_seq_seen</source>
        <translation>最后接收的 trigger_seq</translation>
    </message>
    <message>
        <source>missed_triggers</source>
        <translation>闸门未及时看到的触发数，模 65536</translation>
    </message>
    <message>
        <source>queue_depth</source>
        <translation>等待判定的工件数</translation>
    </message>
    <message>
        <source>result_seq</source>
        <translation>1..65535；最早的未应答结果，0 表示没有</translation>
    </message>
    <message>
        <source>part_id</source>
        <translation>工件编号</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>OPC Machinery：0 未定义，1 合格，2 不合格，3 无法判定</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>判定的原因</translation>
    </message>
    <message>
        <source>score_permille</source>
        <translation>判定所依据的概率</translation>
    </message>
    <message>
        <source>encoder_at_trigger</source>
        <translation>触发时锁存的编码器计数</translation>
    </message>
    <message>
        <source>latency_ms</source>
        <translation>从看到触发到发布判定的时间</translation>
    </message>
    <message>
        <source>result_seq_echo</source>
        <translation>结果完整时与 result_seq 相等</translation>
    </message>
    <message>
        <source>inspected</source>
        <translation>已判定的工件数</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>判为合格的工件数</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>判为不合格或无法判定的工件数</translation>
    </message>
    <message>
        <source>not_inspected</source>
        <translation>判为未定义的工件数</translation>
    </message>
    <message>
        <source>late</source>
        <translation>来得太晚而未执行的判定数</translation>
    </message>
    <message>
        <source>overrun</source>
        <translation>因环形缓冲已满而等待的结果数</translation>
    </message>
    <message>
        <source>alarm_bits</source>
        <translation>锁存的报警</translation>
    </message>
    <message>
        <source>confirm_ack_seq</source>
        <translation>最后接收的 confirm_seq；PLC 随后给出下一个</translation>
    </message>
    <message>
        <source>result_trigger_seq</source>
        <translation>该结果所对应的 trigger_seq</translation>
    </message>
    <message>
        <source>request</source>
        <translation>工位对 PLC 的请求</translation>
    </message>
    <message>
        <source>recipe_refused</source>
        <translation>工位无法满足的 recipe_request，0 表示没有</translation>
    </message>
    <message>
        <source>plc_heartbeat</source>
        <translation>至少每 100 ms 变化一次</translation>
    </message>
    <message>
        <source>control</source>
        <translation>PLC 的控制位</translation>
    </message>
    <message>
        <source>trigger_seq</source>
        <translation>1..65535，每个工件加一</translation>
    </message>
    <message>
        <source>result_ack_seq</source>
        <translation>最后接收的 result_seq</translation>
    </message>
    <message>
        <source>recipe_request</source>
        <translation>所需配方的编号，0 表示保持当前配方；在 recipe_active 与之相同之前工件被剔除</translation>
    </message>
    <message>
        <source>plc_session</source>
        <translation>非 0 的随机数；PLC 重启后改变</translation>
    </message>
    <message>
        <source>confirm_seq</source>
        <translation>1..65535，每个离开剔除区的工件加一</translation>
    </message>
    <message>
        <source>confirm_part</source>
        <translation>该确认所对应的工件</translation>
    </message>
    <message>
        <source>confirm_code</source>
        <translation>1 剔除已确认，2 剔除未确认，3 意外物体，4 料箱已满，5 气压过低，6 已通过</translation>
    </message>
    <message>
        <source>encoder_now</source>
        <translation>本次扫描的编码器计数</translation>
    </message>
    <message>
        <source>confirm_trigger_seq</source>
        <translation>被确认工件的 trigger_seq</translation>
    </message>
    <message>
        <source>session_ack</source>
        <translation>PLC 为 session_id 清除跟踪后与其相等</translation>
    </message>
    <message>
        <source>plc_triggered</source>
        <translation>PLC 自己的触发计数</translation>
    </message>
    <message>
        <source>plc_passed</source>
        <translation>PLC 自己的通过计数</translation>
    </message>
    <message>
        <source>plc_rejected</source>
        <translation>PLC 自己的剔除计数</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>API-001</source>
        <translation>请用运行工位的账户启动本程序。</translation>
    </message>
    <message>
        <source>API-005</source>
        <translation>请重试；若再次出现，请连同日志文件一并报告。</translation>
    </message>
    <message>
        <source>CAM-000</source>
        <translation>请查看日志中驱动程序的信息。</translation>
    </message>
    <message>
        <source>CAM-001</source>
        <translation>请检查电源和电缆，再检查工位文件中的地址。</translation>
    </message>
    <message>
        <source>CAM-002</source>
        <translation>请检查电源和电缆；相机恢复之前工件一律剔除。</translation>
    </message>
    <message>
        <source>CAM-003</source>
        <translation>请更正工位文件或配方中的该参数。</translation>
    </message>
    <message>
        <source>CAM-004</source>
        <translation>关闭正在使用该相机的其他程序；两个工位不能共用一台相机。</translation>
    </message>
    <message>
        <source>CAM-005</source>
        <translation>在工位文件中用 serial 或 address 指明相机；inspector camera list 可列出所有相机。</translation>
    </message>
    <message>
        <source>CAM-006</source>
        <translation>在 features 中将 pixel_format 设为 Mono、Bayer、RGB、BGR、YCbCr 或 YUV 格式。</translation>
    </message>
    <message>
        <source>CAM-007</source>
        <translation>安装提示中指明的软件包；inspector camera doctor 可检查所有驱动。</translation>
    </message>
    <message>
        <source>CAM-008</source>
        <translation>检查 .cti 文件的路径以及是否适用于本机；请咨询相机厂商。</translation>
    </message>
    <message>
        <source>CAM-009</source>
        <translation>请使用工位文件中的名称；提示信息已列出。</translation>
    </message>
    <message>
        <source>CAM-010</source>
        <translation>让相机曝光：等待工件、试拍或自由运行。</translation>
    </message>
    <message>
        <source>CAM-011</source>
        <translation>将相机实际的值写入配方，或查明为何不同。</translation>
    </message>
    <message>
        <source>CAM-012</source>
        <translation>检查触发线路和触发设置，再检查网络；可运行 inspector camera doctor。</translation>
    </message>
    <message>
        <source>GAT-001</source>
        <translation>监控程序会重新启动故障的一侧；期间工件一律剔除。</translation>
    </message>
    <message>
        <source>GAT-002</source>
        <translation>请释放磁盘空间或修复数据文件夹；此前工件一律剔除。</translation>
    </message>
    <message>
        <source>GAT-100</source>
        <translation>找出原因，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-101</source>
        <translation>查看最近剔除的工件：产品、光源或配方可能变了。然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-102</source>
        <translation>查看最近剔除的工件：产品、光源或配方可能变了。然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-103</source>
        <translation>找到这些工件，检查剔除机构及其传感器，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-104</source>
        <translation>检查与 PLC 的网络和轮询周期，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-105</source>
        <translation>检查计算机上还运行着什么，以及 plc.decision_deadline_ms；然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-106</source>
        <translation>清空料箱，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-107</source>
        <translation>恢复供气，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-108</source>
        <translation>查找放到皮带上或掉落的工件，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-109</source>
        <translation>隔离已通过的工件，检查剔除机构，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-110</source>
        <translation>找到那个客户端，或用 plc.writer 指定 PLC；然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-111</source>
        <translation>清空相机与剔除机构之间的皮带，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-112</source>
        <translation>检查皮带方向和编码器接线，然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-113</source>
        <translation>检查时间服务；判定期限不受影响。然后清除报警。</translation>
    </message>
    <message>
        <source>GAT-114</source>
        <translation>检查耦合器和 plc.watchdog 中的寄存器；原因消除后报警自行结束。</translation>
    </message>
    <message>
        <source>GAT-115</source>
        <translation>在 PLC 上结束测试；报警随之结束。</translation>
    </message>
    <message>
        <source>IMG-001</source>
        <translation>请更换或删除该文件。</translation>
    </message>
    <message>
        <source>IMG-002</source>
        <translation>请使用限定尺寸内的 8 位或 16 位灰度或彩色图像。</translation>
    </message>
    <message>
        <source>MOD-000</source>
        <translation>请连同日志文件一并报告。</translation>
    </message>
    <message>
        <source>MOD-001</source>
        <translation>请重新生成模型包，或从来源重新复制。</translation>
    </message>
    <message>
        <source>MOD-002</source>
        <translation>请从来源重新复制模型包；切勿就地修改。</translation>
    </message>
    <message>
        <source>MOD-003</source>
        <translation>请更换执行后端，或为本机重新生成模型包。</translation>
    </message>
    <message>
        <source>MOD-004</source>
        <translation>请安装其程序库，或让工位自动选择。</translation>
    </message>
    <message>
        <source>MOD-005</source>
        <translation>该工件已剔除；若持续出现，请检查模型包和内存。</translation>
    </message>
    <message>
        <source>PLC-000</source>
        <translation>请检查到 PLC 的网络和工位文件的 [plc] 部分。</translation>
    </message>
    <message>
        <source>PLC-001</source>
        <translation>请停止占用端口的程序，或更换端口。</translation>
    </message>
    <message>
        <source>PLC-002</source>
        <translation>请检查到 PLC 的网络和工位文件的 [plc] 部分。</translation>
    </message>
    <message>
        <source>PLC-003</source>
        <translation>请核对寄存器地址与寄存器表。</translation>
    </message>
    <message>
        <source>PLC-004</source>
        <translation>请检查是否有网关混淆应答；工位会自动重新连接。</translation>
    </message>
    <message>
        <source>PPL-000</source>
        <translation>请重试；如再次出现，请查看数据文件夹中的 people.toml。</translation>
    </message>
    <message>
        <source>PPL-001</source>
        <translation>请用姓名和 PIN 码登录。</translation>
    </message>
    <message>
        <source>PPL-002</source>
        <translation>请联系具有所需角色的人员。</translation>
    </message>
    <message>
        <source>PPL-003</source>
        <translation>请重试；失败五次后该姓名将锁定一分钟。</translation>
    </message>
    <message>
        <source>PPL-004</source>
        <translation>请等待一分钟后重试。</translation>
    </message>
    <message>
        <source>PPL-005</source>
        <translation>请改正该文件，或将其移走并用 `inspector people add` 重新添加人员。</translation>
    </message>
    <message>
        <source>PPL-010</source>
        <translation>请释放数据文件夹所在磁盘的空间，或改正其权限；停止仍然可用。</translation>
    </message>
    <message>
        <source>PPL-011</source>
        <translation>请等待该人员结束维护。</translation>
    </message>
    <message>
        <source>PPL-012</source>
        <translation>所有输出已交还工位；如有需要请重新开始维护。</translation>
    </message>
    <message>
        <source>RCP-001</source>
        <translation>改正列出的条目；操作与范围见 docs/reference/preprocessing.md。</translation>
    </message>
    <message>
        <source>RCP-002</source>
        <translation>在工位文件的 [recipe] 中指定配方文件，然后重新启动工位。</translation>
    </message>
    <message>
        <source>RCP-003</source>
        <translation>请改正所列的配方；docs/reference/recipe-file.md 说明它们须一致之处。</translation>
    </message>
    <message>
        <source>RCP-004</source>
        <translation>请改正 PLC 中的编号，或在 [recipe] 的 `more` 中列出该配方。</translation>
    </message>
    <message>
        <source>RCP-005</source>
        <translation>请改正配方的 `features`；然后让 PLC 取消请求并重新请求。</translation>
    </message>
    <message>
        <source>STA-000</source>
        <translation>请连同日志文件一并报告。</translation>
    </message>
    <message>
        <source>STA-001</source>
        <translation>请先将工位切换到允许此命令的状态。</translation>
    </message>
    <message>
        <source>STA-002</source>
        <translation>请启动工位。</translation>
    </message>
    <message>
        <source>STA-003</source>
        <translation>请连接到该工位，或选择其他数据文件夹。</translation>
    </message>
    <message>
        <source>STA-007</source>
        <translation>缩短所列的那一项，或给它更多时间：plc.decision_deadline_ms。</translation>
    </message>
    <message>
        <source>STO-000</source>
        <translation>请连同日志文件一并报告。</translation>
    </message>
    <message>
        <source>STO-001</source>
        <translation>请释放磁盘空间；记录会自动继续，已判定的结果不会丢失。</translation>
    </message>
    <message>
        <source>STO-002</source>
        <translation>请重新安装较新版本，或选择其他数据文件夹。</translation>
    </message>
    <message>
        <source>STO-003</source>
        <translation>请恢复最新备份；损坏的文件不会被改动。</translation>
    </message>
    <message>
        <source>STO-004</source>
        <translation>请检查编号；该记录可能已按保留期限删除。</translation>
    </message>
    <message>
        <source>STO-005</source>
        <translation>原因见该记录：无图像、未存档、磁盘已满或已过保留期限。</translation>
    </message>
    <message>
        <source>STO-006</source>
        <translation>请检查存档磁盘的权限和状况；结果仍会保存。</translation>
    </message>
    <message>
        <source>STO-007</source>
        <translation>请从备份恢复文件，并检查磁盘和存档的写权限。</translation>
    </message>
    <message>
        <source>STO-008</source>
        <translation>请使用结果中列出的视图编号。</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Engineer</source>
        <translation>工程师</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>{least} 至 {most}</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Frame {frame} · {width} × {height} · {pixel_format}</source>
        <translation>第 {frame} 帧 · {width} × {height} · {pixel_format}</translation>
    </message>
    <message>
        <source>Incomplete frame {frame} · {width} × {height} · {pixel_format}</source>
        <translation>第 {frame} 帧不完整 · {width} × {height} · {pixel_format}</translation>
    </message>
    <message>
        <source>Not known now</source>
        <translation>目前未知</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>{rate} pictures/s · {frames} pictures · {missed} lost · {incomplete} incomplete · {reconnects} reconnects</source>
        <translation>{rate} 帧/秒 · 共 {frames} 帧 · 丢失 {missed} · 不完整 {incomplete} · 重连 {reconnects} 次</translation>
    </message>
    <message>
        <source>Settings that the device did not keep: {settings}</source>
        <translation>设备未按要求保持的参数：{settings} 项</translation>
    </message>
    <message>
        <source>{feature}: {actual}, not {wanted}</source>
        <translation>{feature}：{actual}，而非 {wanted}</translation>
    </message>
    <message>
        <source>{rate}/s</source>
        <translation>{rate} 帧/秒</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>Choose a feature to set it.</source>
        <translation>请选择要设置的参数。</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>cannot be set now</source>
        <translation>当前不可设置</translation>
    </message>
    <message>
        <source>Search features</source>
        <translation>搜索参数</translation>
    </message>
    <message>
        <source>The station inspects parts</source>
        <translation>工位正在检测</translation>
    </message>
    <message>
        <source>Stop it first; parts are rejected until it runs again.</source>
        <translation>请先停止工位；重新运行之前，所有工件都会被剔除。</translation>
    </message>
    <message>
        <source>The camera is not connected</source>
        <translation>相机未连接</translation>
    </message>
    <message>
        <source>Its features are read when it is back.</source>
        <translation>相机恢复后将读取其参数。</translation>
    </message>
    <message>
        <source>{feature}: {value}</source>
        <translation>{feature}：{value}</translation>
    </message>
    <message>
        <source>Saved in the recipe under [{table}]</source>
        <translation>已存入配方的 [{table}]</translation>
    </message>
    <message>
        <source>{file} · in force at the next start of the station</source>
        <translation>{file} · 工位下次启动时生效</translation>
    </message>
    <message>
        <source>“{text}” is no number</source>
        <translation>“{text}”不是数字</translation>
    </message>
    <message>
        <source>Write it with digits; nothing was changed.</source>
        <translation>请输入数字；未作任何更改。</translation>
    </message>
    <message>
        <source>Settings not in the recipe yet: {settings}</source>
        <translation>尚未存入配方的参数：{settings} 项</translation>
    </message>
    <message>
        <source>Lost when the camera connects again, unless saved in the recipe.</source>
        <translation>如未存入配方，相机重连后将失效。</translation>
    </message>
    <message>
        <source>Focus {share} of the best</source>
        <translation>清晰度为最佳值的 {share}</translation>
    </message>
    <message>
        <source>Turn past the sharpest, then back.</source>
        <translation>转过最清晰处，再转回来。</translation>
    </message>
    <message>
        <source>Exposure {verdict}</source>
        <translation>曝光 {verdict}</translation>
    </message>
    <message>
        <source>Too bright: light is lost</source>
        <translation>过亮：高光已丢失</translation>
    </message>
    <message>
        <source>Too dark: noise is all there is</source>
        <translation>过暗：只剩噪声</translation>
    </message>
    <message>
        <source>Exposure fits the range</source>
        <translation>曝光合适</translation>
    </message>
    <message>
        <source>Mean {mean} · saturated {saturated} · dark {dark}</source>
        <translation>均值 {mean} · 饱和 {saturated} · 过暗 {dark}</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Delete the last digit</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>您是谁？</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>{digits} digits entered</source>
        <translation>已输入 {digits} 位</translation>
    </message>
    <message>
        <source>Nobody is defined at this station. Add people at its computer: inspector people add NAME --role engineer</source>
        <translation>此工位尚未定义任何人员。请在其计算机上添加：inspector people add NAME --role engineer</translation>
    </message>
    <message>
        <source>Touch your name, then enter your PIN.</source>
        <translation>请触摸您的姓名，然后输入 PIN 码。</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Starting up</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Halted</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Initialized</source>
        <translation>已初始化</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Single part</source>
        <translation>单件检测</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>Timing</name>
    <message>
        <source>Picture wait</source>
        <translation>等待图像</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Trigger to verdict</source>
        <translation>触发到判定</translation>
    </message>
</context>
</TS>

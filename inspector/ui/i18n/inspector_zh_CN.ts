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
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>I/O</source>
        <translation>I/O</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>挑战</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>自检</translation>
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
        <source>Acknowledge</source>
        <translation>确认</translation>
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
        <source>It is of class 1</source>
        <translation>属于类别 1</translation>
    </message>
    <message>
        <source>It is of class 2</source>
        <translation>属于类别 2</translation>
    </message>
    <message>
        <source>It is of class 3</source>
        <translation>属于类别 3</translation>
    </message>
    <message>
        <source>It is of class 4</source>
        <translation>属于类别 4</translation>
    </message>
    <message>
        <source>It is of class 5</source>
        <translation>属于类别 5</translation>
    </message>
    <message>
        <source>It is of class 6</source>
        <translation>属于类别 6</translation>
    </message>
    <message>
        <source>It is of class 7</source>
        <translation>属于类别 7</translation>
    </message>
    <message>
        <source>It is of class 8</source>
        <translation>属于类别 8</translation>
    </message>
    <message>
        <source>It is of class 9</source>
        <translation>属于类别 9</translation>
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
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>本班次</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>This station</source>
        <translation>本工位</translation>
    </message>
    <message>
        <source>All stations</source>
        <translation>所有工位</translation>
    </message>
    <message>
        <source>Find a part</source>
        <translation>查找工件</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最旧</translation>
    </message>
    <message>
        <source>Go to a time</source>
        <translation>转到时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>选择多个</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>多选</translation>
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
        <source>Newer</source>
        <translation>较新</translation>
    </message>
    <message>
        <source>Older part</source>
        <translation>较旧的工件</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>较旧</translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation>下一个相机</translation>
    </message>
    <message>
        <source>Where the defect is</source>
        <translation>缺陷位置</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Good part beside it</source>
        <translation>并排显示合格件</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Good part over it</source>
        <translation>叠加合格件</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Difference to the good part</source>
        <translation>与合格件的差异</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>More of the good part</source>
        <translation>合格件更明显</translation>
    </message>
    <message>
        <source>Less of the good part</source>
        <translation>合格件更淡</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>复制编号</translation>
    </message>
    <message>
        <source>Judge again</source>
        <translation>重新判定</translation>
    </message>
    <message>
        <source>Rejudge</source>
        <translation>重判</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Give a reason</source>
        <translation>填写原因</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>To a dataset</source>
        <translation>加入数据集</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Lot report</source>
        <translation>批次报告</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>It is of another class</source>
        <translation>属于其他类别</translation>
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
        <source>Whole</source>
        <translation>整幅</translation>
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
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
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
        <source>Locked: {person}</source>
        <translation>已锁定：{person}</translation>
    </message>
    <message>
        <source>{person}, {role}: sign out</source>
        <translation>{person}，{role}：退出登录</translation>
    </message>
    <message>
        <source>needs the role {role}</source>
        <translation>需要“{role}”角色</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>当前报警</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>报警记录</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>最频繁</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Go to page</source>
        <translation>前往页面</translation>
    </message>
    <message>
        <source>This alarm only</source>
        <translation>仅此报警</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Faults only</source>
        <translation>仅故障</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>工位</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>Begin challenge</source>
        <translation>开始挑战</translation>
    </message>
    <message>
        <source>End early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>Challenge parts</source>
        <translation>挑战件</translation>
    </message>
    <message>
        <source>Past challenges</source>
        <translation>历次挑战</translation>
    </message>
    <message>
        <source>New part</source>
        <translation>新挑战件</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Keep part</source>
        <translation>保存挑战件</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Begin or end a lot</source>
        <translation>开始或结束批次</translation>
    </message>
    <message>
        <source>What is judged</source>
        <translation>检测区域</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Hold rejects</source>
        <translation>保持剔除件</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Worth a label</source>
        <translation>值得标注</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Do it now</source>
        <translation>立即执行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Put on trial</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Against the one in force</source>
        <translation>与在用模型比较</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新建训练</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Show the part</source>
        <translation>显示工件</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计记录</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>My PIN or password</source>
        <translation>我的 PIN 码或密码</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keyboard on the screen</source>
        <translation>屏幕键盘</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Check the trail</source>
        <translation>校验记录</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Change over</source>
        <translation>换型</translation>
    </message>
    <message>
        <source>Belongs to the lot</source>
        <translation>属于当前批次</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>新产品</translation>
    </message>
    <message>
        <source>Change this revision</source>
        <translation>修改此修订</translation>
    </message>
    <message>
        <source>Put in use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Drop the draft</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>All products</source>
        <translation>全部产品</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Take the camera&apos;s settings</source>
        <translation>读取相机设置</translation>
    </message>
    <message>
        <source>Use the whole picture</source>
        <translation>使用整幅图像</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Test trigger</source>
        <translation>测试触发</translation>
    </message>
    <message>
        <source>Take the cheapest</source>
        <translation>采用代价最低的阈值</translation>
    </message>
    <message>
        <source>As recommended</source>
        <translation>恢复为推荐值</translation>
    </message>
    <message>
        <source>All as recommended</source>
        <translation>全部恢复为推荐值</translation>
    </message>
    <message>
        <source>Start the dry run</source>
        <translation>开始试运行</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>签核</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即自检</translation>
    </message>
    <message>
        <source>Cancel the check</source>
        <translation>取消自检</translation>
    </message>
    <message>
        <source>Control chart</source>
        <translation>控制图</translation>
    </message>
    <message>
        <source>Pareto</source>
        <translation>帕累托</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>合格率</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>漂移</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>较早</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>较晚</translation>
    </message>
    <message>
        <source>One point per</source>
        <translation>每点</translation>
    </message>
    <message>
        <source>Other limits</source>
        <translation>其他控制限</translation>
    </message>
    <message>
        <source>Narrow down</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Previous point</source>
        <translation>上一点</translation>
    </message>
    <message>
        <source>Next point</source>
        <translation>下一点</translation>
    </message>
    <message>
        <source>Show these parts</source>
        <translation>显示这些工件</translation>
    </message>
    <message>
        <source>Whole chart</source>
        <translation>完整图表</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>存图</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>存表</translation>
    </message>
    <message>
        <source>Show changed parts</source>
        <translation>显示会变化的工件</translation>
    </message>
    <message>
        <source>Limits as a draft</source>
        <translation>将阈值存为草稿</translation>
    </message>
    <message>
        <source>Reset limits</source>
        <translation>恢复原限值</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>version of this format</source>
        <translation>此格式的版本</translation>
    </message>
    <message>
        <source>name of the recipe in every record</source>
        <translation>每条记录中的配方名称</translation>
    </message>
    <message>
        <source>number by which the PLC knows the recipe</source>
        <translation>PLC 所用的配方编号</translation>
    </message>
    <message>
        <source>operations in order</source>
        <translation>按顺序执行的操作</translation>
    </message>
    <message>
        <source>thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>camera settings by SFNC name, after the station file&apos;s</source>
        <translation>按 SFNC 名称的相机设置，在工位文件的设置之后</translation>
    </message>
    <message>
        <source>what the pixels measure</source>
        <translation>像素对应的尺寸</translation>
    </message>
    <message>
        <source>what single cameras of several do otherwise</source>
        <translation>多台相机中个别相机的不同之处</translation>
    </message>
    <message>
        <source>what a model must reach to be promoted</source>
        <translation>模型投入使用前必须达到的指标</translation>
    </message>
    <message>
        <source>name of the operation</source>
        <translation>操作的名称</translation>
    </message>
    <message>
        <source>the good classes must reach this together</source>
        <translation>合格类别的概率之和须达到此值</translation>
    </message>
    <message>
        <source>a defect class that reaches it rejects</source>
        <translation>缺陷类别达到此值即剔除</translation>
    </message>
    <message>
        <source>limits of single defect classes</source>
        <translation>单个缺陷类别的阈值</translation>
    </message>
    <message>
        <source>millimetres on the part per pixel</source>
        <translation>每像素对应工件上的毫米数</translation>
    </message>
    <message>
        <source>residual of the fit</source>
        <translation>拟合的残差</translation>
    </message>
    <message>
        <source>what was measured</source>
        <translation>测量的对象</translation>
    </message>
    <message>
        <source>day of the measurement</source>
        <translation>测量的日期</translation>
    </message>
    <message>
        <source>operations in order, in place of the recipe&apos;s</source>
        <translation>按顺序执行的操作，替代配方的操作</translation>
    </message>
    <message>
        <source>camera settings by SFNC name, after the recipe&apos;s</source>
        <translation>按 SFNC 名称的相机设置，在配方的设置之后</translation>
    </message>
    <message>
        <source>share of right classes</source>
        <translation>分类正确的比例</translation>
    </message>
    <message>
        <source>defective pictures that would pass, of these</source>
        <translation>有缺陷的图像中会漏检的比例</translation>
    </message>
    <message>
        <source>&quot;rate&quot; compares what was counted; &quot;upper_bound&quot; what 95 % certainty allows</source>
        <translation>“rate”比较计数所得的比率；“upper_bound”比较 95 % 置信度下的上限</translation>
    </message>
    <message>
        <source>good pictures that would be rejected</source>
        <translation>合格图像中会被剔除的比例</translation>
    </message>
    <message>
        <source>pictures without a decision, of all</source>
        <translation>全部图像中无法判定的比例</translation>
    </message>
    <message>
        <source>verdicts that differ from the FP32 twin&apos;s</source>
        <translation>与 FP32 原模型不同的判定的比例</translation>
    </message>
    <message>
        <source>disturbed over clean accuracy, worst disturbance</source>
        <translation>最差干扰下的准确率与无干扰准确率之比</translation>
    </message>
    <message>
        <source>99th percentile of one inference on the station</source>
        <translation>工位上单次推理用时的第 99 百分位</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理方法</translation>
    </message>
    <message>
        <source>Choose an alarm to see what helps.</source>
        <translation>选择一条报警以查看处理方法。</translation>
    </message>
    <message>
        <source>Go to {page}</source>
        <translation>前往{page}</translation>
    </message>
    <message>
        <source>{state}, latched</source>
        <translation>{state}，已锁存</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First-out</source>
        <translation>首出</translation>
    </message>
    <message>
        <source>came before those with it</source>
        <translation>先于同时出现的其他报警</translation>
    </message>
    <message>
        <source>On</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>发生</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>持续时间</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>In a row</source>
        <translation>连续出现</translation>
    </message>
    <message>
        <source>Acknowledged by</source>
        <translation>确认人</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发序号</translation>
    </message>
    <message>
        <source>First-out: {alarm}</source>
        <translation>首出：{alarm}</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>最频繁</translation>
    </message>
    <message>
        <source>Longest in sum</source>
        <translation>累计时间最长</translation>
    </message>
    <message>
        <source>No alarm in this time.</source>
        <translation>此时段内没有报警。</translation>
    </message>
    <message>
        <source>{alarms} alarms, {rate} per hour.</source>
        <translation>{alarms} 条报警，每小时 {rate} 条。</translation>
    </message>
    <message>
        <source>That is more than a person can attend to (6 per hour): mend the first of these.</source>
        <translation>超过一个人能够处理的数量（每小时 6 条）：请先排除列表中的第一条。</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>No alarm. All is well.</source>
        <translation>没有报警，一切正常。</translation>
    </message>
    <message>
        <source>{faults} faults · {warnings} warnings · {unseen} not acknowledged</source>
        <translation>{faults} 个故障 · {warnings} 个警告 · {unseen} 条未确认</translation>
    </message>
    <message>
        <source>Active alarms</source>
        <translation>当前报警</translation>
    </message>
    <message>
        <source>Log of alarms</source>
        <translation>报警记录</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Nothing in this time.</source>
        <translation>此时段内没有内容。</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Returned unseen</source>
        <translation>已恢复未确认</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>The line goes on</source>
        <translation>产线继续运行</translation>
    </message>
    <message>
        <source>Parts are rejected</source>
        <translation>工件被剔除</translation>
    </message>
    <message>
        <source>Parts are rejected, the infeed stops</source>
        <translation>工件被剔除，进料停止</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>仍在报警</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>自行恢复</translation>
    </message>
    <message>
        <source>cleared by the PLC</source>
        <translation>由 PLC 清除</translation>
    </message>
    <message>
        <source>cleared by a person</source>
        <translation>由人员清除</translation>
    </message>
    <message>
        <source>while no engine ran</source>
        <translation>引擎未运行期间</translation>
    </message>
    <message>
        <source>cleared by {person}</source>
        <translation>由 {person} 清除</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation>{h} 小时 {min} 分</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>whoever holds the token</source>
        <translation>持有工位令牌者</translation>
    </message>
    <message>
        <source>Choose an entry</source>
        <translation>请选择一条记录</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Action code</source>
        <translation>操作代码</translation>
    </message>
    <message>
        <source>To read the trail needs the role {role}.</source>
        <translation>查看审计记录需要“{role}”角色。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在校验…</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Refused only</source>
        <translation>仅被拒绝的</translation>
    </message>
    <message>
        <source>The trail is NOT whole: entry {entry} {what}.</source>
        <translation>审计记录不完整：第 {entry} 条{what}。</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
    <message>
        <source>✓ The trail is whole: {entries} entries in {files} files.</source>
        <translation>✓ 审计记录完整：共 {entries} 条，{files} 个文件。</translation>
    </message>
    <message>
        <source>Held against {anchors} anchors in the database.</source>
        <translation>已与数据库中的 {anchors} 个锚点核对。</translation>
    </message>
    <message>
        <source>{count} lines were torn off by a power loss and are sealed.</source>
        <translation>有 {count} 行因断电残缺，已封存。</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部操作</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Start and stop</source>
        <translation>启动与停止</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>维护</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Challenge parts</source>
        <translation>挑战件</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Missing rights</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>not renewed</source>
        <translation>未续期</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>was changed</source>
        <translation>被更改</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>was inserted</source>
        <translation>为插入内容</translation>
    </message>
    <message>
        <source>stands in another place</source>
        <translation>位置被调换</translation>
    </message>
    <message>
        <source>was cut off the end</source>
        <translation>从末尾被截断</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
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
    <name>Challenge</name>
    <message>
        <source>Part</source>
        <translation>件</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Certified</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Why, and by whom</source>
        <translation>原因与人员</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>长期</translation>
    </message>
    <message>
        <source>A part needs a name.</source>
        <translation>挑战件需要名称。</translation>
    </message>
    <message>
        <source>Write the day as in 2030-12-31.</source>
        <translation>日期格式如 2030-12-31。</translation>
    </message>
    <message>
        <source>Name on the part</source>
        <translation>件上的名称</translation>
    </message>
    <message>
        <source>What must become of it</source>
        <translation>应有的去向</translation>
    </message>
    <message>
        <source>Defect that it shows</source>
        <translation>所示缺陷</translation>
    </message>
    <message>
        <source>Certified until (year-month-day)</source>
        <translation>有效期至（年-月-日）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>must be rejected</source>
        <translation>必须剔除</translation>
    </message>
    <message>
        <source>must pass</source>
        <translation>必须放行</translation>
    </message>
    <message>
        <source>wanted by a person</source>
        <translation>人工要求</translation>
    </message>
    <message>
        <source>the station was started</source>
        <translation>工位已启动</translation>
    </message>
    <message>
        <source>the time is over</source>
        <translation>周期已到</translation>
    </message>
    <message>
        <source>a lot was begun</source>
        <translation>新批次开始</translation>
    </message>
    <message>
        <source>the product was changed</source>
        <translation>产品已切换</translation>
    </message>
    <message>
        <source>the model was changed</source>
        <translation>模型已更换</translation>
    </message>
    <message>
        <source>the last one was not passed</source>
        <translation>上次未通过</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Challenge runs</source>
        <translation>挑战进行中</translation>
    </message>
    <message>
        <source>Locked out</source>
        <translation>工位已锁定</translation>
    </message>
    <message>
        <source>Challenge due</source>
        <translation>应进行挑战</translation>
    </message>
    <message>
        <source>Never challenged</source>
        <translation>从未挑战</translation>
    </message>
    <message>
        <source>Challenge passed</source>
        <translation>挑战通过</translation>
    </message>
    <message>
        <source>Put the parts on the line in this order, and no others.</source>
        <translation>请按此顺序放置挑战件，不要放其他件。</translation>
    </message>
    <message>
        <source>No part passes until all challenge parts were right.</source>
        <translation>在所有挑战件均判对之前，任何件都不放行。</translation>
    </message>
    <message>
        <source>{cause}; the station locks itself in {minutes} min</source>
        <translation>{cause}；工位将在 {minutes} 分钟后锁定</translation>
    </message>
    <message>
        <source>Last passed {time}</source>
        <translation>上次通过 {time}</translation>
    </message>
    <message>
        <source>next due {time}</source>
        <translation>下次 {time}</translation>
    </message>
    <message>
        <source>The station file asks for none.</source>
        <translation>工位文件未要求挑战。</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>What the station found</source>
        <translation>自检结果</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>自检进度</translation>
    </message>
    <message>
        <source>This station has never been checked.</source>
        <translation>此工位尚未自检。</translation>
    </message>
    <message>
        <source>Checking: {group} …</source>
        <translation>正在检查：{group} …</translation>
    </message>
    <message>
        <source>{failed} failed · {warnings} warnings</source>
        <translation>{failed} 项失败 · {warnings} 项警告</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>It takes some seconds, and does not disturb the line. Touch “Check now”.</source>
        <translation>只需几秒钟，不影响产线。请点击“立即自检”。</translation>
    </message>
    <message>
        <source>{done} of {steps}</source>
        <translation>{done} / {steps}</translation>
    </message>
    <message>
        <source>checked {time}</source>
        <translation>检查于 {time}</translation>
    </message>
    <message>
        <source>{passed} passed</source>
        <translation>{passed} 项通过</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Gate and PLC</source>
        <translation>闸门与 PLC</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Camera connected</source>
        <translation>相机已连接</translation>
    </message>
    <message>
        <source>Frames incomplete · missed · reconnects</source>
        <translation>不完整帧 · 丢失帧 · 重连次数</translation>
    </message>
    <message>
        <source>Camera keeps its settings</source>
        <translation>相机保持设定值</translation>
    </message>
    <message>
        <source>Exposure: mean · saturated</source>
        <translation>曝光：平均亮度 · 过曝比例</translation>
    </message>
    <message>
        <source>Focus · contrast</source>
        <translation>清晰度 · 对比度</translation>
    </message>
    <message>
        <source>Computer&apos;s side of the cameras</source>
        <translation>计算机侧的相机环境</translation>
    </message>
    <message>
        <source>Model gives its golden answers</source>
        <translation>模型复现标准答案</translation>
    </message>
    <message>
        <source>Time needed / deadline</source>
        <translation>所需时间 / 判定期限</translation>
    </message>
    <message>
        <source>Verdicts on time</source>
        <translation>判定及时</translation>
    </message>
    <message>
        <source>Gate answers</source>
        <translation>闸门有应答</translation>
    </message>
    <message>
        <source>PLC connected</source>
        <translation>PLC 已连接</translation>
    </message>
    <message>
        <source>Age of the PLC&apos;s heartbeat</source>
        <translation>PLC 心跳间隔</translation>
    </message>
    <message>
        <source>Version of the register map</source>
        <translation>寄存器表版本</translation>
    </message>
    <message>
        <source>Coupler guards its outputs</source>
        <translation>耦合器监护其输出</translation>
    </message>
    <message>
        <source>Counts agree</source>
        <translation>计数一致</translation>
    </message>
    <message>
        <source>Free / size · reserve</source>
        <translation>可用 / 总量 · 预留</translation>
    </message>
    <message>
        <source>Days left at today&apos;s rate</source>
        <translation>按当前速度剩余天数</translation>
    </message>
    <message>
        <source>Write speed</source>
        <translation>写入速度</translation>
    </message>
    <message>
        <source>Database whole</source>
        <translation>数据库完整</translation>
    </message>
    <message>
        <source>Writer answers</source>
        <translation>写入响应</translation>
    </message>
    <message>
        <source>Results are recorded</source>
        <translation>结果正在记录</translation>
    </message>
    <message>
        <source>Sent to the shared history: waiting · for</source>
        <translation>发送到共享历史：等待 · 时长</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Set since the engine started by</source>
        <translation>引擎启动后时钟被调整</translation>
    </message>
    <message>
        <source>Clock follows a time server</source>
        <translation>时钟与时间服务器同步</translation>
    </message>
    <message>
        <source>Processor load</source>
        <translation>处理器负载</translation>
    </message>
    <message>
        <source>Processor frequency governor</source>
        <translation>处理器频率调节器</translation>
    </message>
    <message>
        <source>Memory free / size</source>
        <translation>内存可用 / 总量</translation>
    </message>
    <message>
        <source>App and engine are one version</source>
        <translation>应用与引擎版本一致</translation>
    </message>
    <message>
        <source>People defined</source>
        <translation>已定义人员</translation>
    </message>
    <message>
        <source>Audit trail whole: entries</source>
        <translation>审计记录完整：条目数</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不适用</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>持续时间</translation>
    </message>
    <message>
        <source>Acknowledged by</source>
        <translation>确认人</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>工位</translation>
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
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>With</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>上次登录</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败次数</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
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
</context>
<context>
    <name>Display</name>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Size {wished} %, shown at {granted} %: as large as this screen has room for. Another size opens the window anew; whoever is signed in signs in again.</source>
        <translation>大小 {wished} %，实际显示 {granted} %：以本屏幕能容纳为限。更改大小会重新打开窗口，已登录者需重新登录。</translation>
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
    <name>Event</name>
    <message>
        <source>begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>over</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>refused: {code}</source>
        <translation>被拒绝：{code}</translation>
    </message>
    <message>
        <source>Alarm raised</source>
        <translation>报警发生</translation>
    </message>
    <message>
        <source>Alarm over</source>
        <translation>报警结束</translation>
    </message>
    <message>
        <source>Alarm acknowledged</source>
        <translation>报警已确认</translation>
    </message>
    <message>
        <source>Engine started</source>
        <translation>引擎已启动</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>State of the station</source>
        <translation>工位状态</translation>
    </message>
    <message>
        <source>Recipe in force</source>
        <translation>生效配方</translation>
    </message>
    <message>
        <source>Model in force</source>
        <translation>生效模型</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>维护</translation>
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
        <source>Lot</source>
        <translation>批次</translation>
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
        <source>Runtime</source>
        <translation>推理运行库</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
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
    <message>
        <source>Focus</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Brightness, contrast</source>
        <translation>亮度、对比度</translation>
    </message>
    <message>
        <source>Saturated pixels</source>
        <translation>饱和像素</translation>
    </message>
    <message>
        <source>Shift to the right, down</source>
        <translation>向右、向下偏移</translation>
    </message>
    <message>
        <source>Place of the defect</source>
        <translation>缺陷位置</translation>
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
        <source>{count} to approve</source>
        <translation>{count} 项待批准</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>No lot</source>
        <translation>无批次</translation>
    </message>
    <message>
        <source>Lot {name}</source>
        <translation>批次 {name}</translation>
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
        <source>Results</source>
        <translation>检测结果</translation>
    </message>
    <message>
        <source>Results with pictures</source>
        <translation>带图像的检测结果</translation>
    </message>
    <message>
        <source>Last state known</source>
        <translation>最后已知状态</translation>
    </message>
    <message>
        <source>{first} – {last} of {total}</source>
        <translation>第 {first} – {last} 条，共 {total} 条</translation>
    </message>
    <message>
        <source>more than {number}</source>
        <translation>超过 {number}</translation>
    </message>
    <message>
        <source>{number} chosen: a review is of all of them</source>
        <translation>已选 {number} 个：复核对全部有效</translation>
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
        <source>Reviews</source>
        <translation>复核</translation>
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
        <source>review: {standing}</source>
        <translation>复核：{standing}</translation>
    </message>
    <message>
        <source>The picture lies at station {station}. Review the part there.</source>
        <translation>图片保存在工位 {station}，请在该工位复核此零件。</translation>
    </message>
    <message>
        <source>Loading the picture …</source>
        <translation>正在加载图像……</translation>
    </message>
    <message>
        <source>There is no picture of this part</source>
        <translation>该工件没有图像</translation>
    </message>
    <message>
        <source>How much of the good part is seen</source>
        <translation>合格件的可见程度</translation>
    </message>
    <message>
        <source>Picture of the part</source>
        <translation>工件图像</translation>
    </message>
    <message>
        <source>Picture of a good part</source>
        <translation>合格件图像</translation>
    </message>
    <message>
        <source>This part</source>
        <translation>此工件</translation>
    </message>
    <message>
        <source>Good part</source>
        <translation>合格件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Chosen parts: {parts}</source>
        <translation>已选工件：{parts}</translation>
    </message>
    <message>
        <source>All of the filter</source>
        <translation>筛选结果全部</translation>
    </message>
    <message>
        <source>PDF report</source>
        <translation>PDF 报告</translation>
    </message>
    <message>
        <source>Evidence (ZIP)</source>
        <translation>证据包 (ZIP)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Record, reviews, all pictures as archived, a report, and their hashes.</source>
        <translation>包含检测记录、复核、全部原始存档图像、报告及各文件的校验值。</translation>
    </message>
    <message>
        <source>Drive {name}</source>
        <translation>驱动器 {name}</translation>
    </message>
    <message>
        <source>{size} MiB written …</source>
        <translation>已写入 {size} MiB…</translation>
    </message>
    <message>
        <source>Saved: {path}, {size} MiB</source>
        <translation>已保存：{path}，{size} MiB</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>本页快捷键</translation>
    </message>
    <message>
        <source>It is of this class</source>
        <translation>属于该类别</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>To a dataset</source>
        <translation>加入数据集</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>清单名称</translation>
    </message>
    <message>
        <source>Add {parts}</source>
        <translation>加入 {parts} 个</translation>
    </message>
    <message>
        <source>Pictures on a list are kept. A dataset is made of it with: inspector dataset import history --pick NAME</source>
        <translation>清单中的图像会被保留。用以下命令生成数据集：inspector dataset import history --pick NAME</translation>
    </message>
    <message>
        <source>{added} added. {name} has {results} parts now.</source>
        <translation>已加入 {added} 个。{name} 现有 {results} 个工件。</translation>
    </message>
    <message>
        <source>Judge again</source>
        <translation>重新判定</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The model that judged then</source>
        <translation>当时判定的模型</translation>
    </message>
    <message>
        <source>Judging; the line has precedence …</source>
        <translation>正在判定；产线优先…</translation>
    </message>
    <message>
        <source>Judges the archived pictures again. Nothing is changed by it.</source>
        <translation>用存档图像重新判定，不改动任何数据。</translation>
    </message>
    <message>
        <source>Same verdict: {now}</source>
        <translation>判定相同：{now}</translation>
    </message>
    <message>
        <source>Another verdict: {now} instead of {was}</source>
        <translation>判定不同：现为{now}，当时为{was}</translation>
    </message>
    <message>
        <source>Largest difference of a score</source>
        <translation>得分的最大差异</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>nothing: model, recipe and programs are the same</source>
        <translation>无：模型、配方和程序均相同</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>{camera}, then</source>
        <translation>{camera}，当时</translation>
    </message>
    <message>
        <source>{camera}, now</source>
        <translation>{camera}，现在</translation>
    </message>
    <message>
        <source>{camera}, stored picture</source>
        <translation>{camera}，存储的图像</translation>
    </message>
    <message>
        <source>lossy: scores may differ by it</source>
        <translation>有损压缩：得分可能因此不同</translation>
    </message>
    <message>
        <source>Reason (R)</source>
        <translation>原因 (R)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>It is: {name} ({key})</source>
        <translation>类别为：{name}（{key}）</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Nothing to confirm: say which class it is.</source>
        <translation>没有可确认的判定：请指定类别。</translation>
    </message>
    <message>
        <source>Part {part}: taken back</source>
        <translation>工件 {part}：已撤回</translation>
    </message>
    <message>
        <source>{parts} parts reviewed, {refused} refused</source>
        <translation>已复核 {parts} 个工件，{refused} 个被拒绝</translation>
    </message>
    <message>
        <source>Part {part}: {standing}</source>
        <translation>工件 {part}：{standing}</translation>
    </message>
    <message>
        <source>{number} reviewed here</source>
        <translation>本机已复核 {number} 件</translation>
    </message>
    <message>
        <source>Go to a time</source>
        <translation>转到时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>The newest part before {time}</source>
        <translation>{time} 之前最新的工件</translation>
    </message>
    <message>
        <source>Write it like {example}, or only 6:30.</source>
        <translation>写法如 {example}，或只写 6:30。</translation>
    </message>
    <message>
        <source>Class (0)</source>
        <translation>类别（0）</translation>
    </message>
    <message>
        <source>Name or number of a class</source>
        <translation>类别名称或编号</translation>
    </message>
    <message>
        <source>Only “This station” can be shown now: {fault} ({code}). {remedy}</source>
        <translation>目前只能显示“本工位”：{fault}（{code}）。{remedy}</translation>
    </message>
    <message>
        <source>Nothing is sent since {since}: {fault} ({code}). {waits} wait.</source>
        <translation>自 {since} 起未能发送：{fault}（{code}）。{waits} 条等待发送。</translation>
    </message>
    <message>
        <source>{waits} of this station wait to be sent, since {since}</source>
        <translation>本工位有 {waits} 条等待发送，最早始于 {since}</translation>
    </message>
    <message>
        <source>{waits} of this station wait to be sent</source>
        <translation>本工位有 {waits} 条等待发送</translation>
    </message>
    <message>
        <source>All of this station is sent, last at {sent}</source>
        <translation>本工位的记录已全部发送，最近一次：{sent}</translation>
    </message>
    <message>
        <source>only at station {station}</source>
        <translation>只能在工位 {station} 进行</translation>
    </message>
    <message>
        <source>{place} of {parts}</source>
        <translation>第 {place} 件，共 {parts} 件</translation>
    </message>
    <message>
        <source>No part {part} in the history. Check the number.</source>
        <translation>历史中没有工件 {part}，请核对编号。</translation>
    </message>
    <message>
        <source>No results match this filter. “Show all” leaves it out.</source>
        <translation>没有符合筛选条件的结果。点“全部显示”可取消筛选。</translation>
    </message>
    <message>
        <source>No parts yet. Every part that is inspected appears here.</source>
        <translation>尚无工件。每个检测过的工件都会显示在这里。</translation>
    </message>
</context>
<context>
    <name>HistoryFilter</name>
    <message>
        <source>{words}: do not filter by this</source>
        <translation>{words}：取消此筛选</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>只显示</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>得分不低于</translation>
    </message>
    <message>
        <source>Score below</source>
        <translation>得分低于</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>去向</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>挑战件</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>工位</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>No such time. Write it like {example}.</source>
        <translation>没有这个时间。写法如 {example}。</translation>
    </message>
    <message>
        <source>Challenge parts only</source>
        <translation>仅挑战件</translation>
    </message>
    <message>
        <source>Without challenge parts</source>
        <translation>不含挑战件</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>{since} to {until}</source>
        <translation>{since} 至 {until}</translation>
    </message>
    <message>
        <source>Since {since}</source>
        <translation>{since} 以来</translation>
    </message>
    <message>
        <source>Before {until}</source>
        <translation>{until} 之前</translation>
    </message>
    <message>
        <source>Would change</source>
        <translation>判定会变化</translation>
    </message>
    <message>
        <source>Would be {verdict}</source>
        <translation>判定会变为{verdict}</translation>
    </message>
    <message>
        <source>Score {low} to {high}</source>
        <translation>得分 {low} 至 {high}</translation>
    </message>
    <message>
        <source>Score from {low}</source>
        <translation>得分不低于 {low}</translation>
    </message>
    <message>
        <source>Score below {high}</source>
        <translation>得分低于 {high}</translation>
    </message>
    <message>
        <source>Station {station}</source>
        <translation>工位 {station}</translation>
    </message>
    <message>
        <source>Part {part}</source>
        <translation>工件 {part}</translation>
    </message>
    <message>
        <source>Lot {lot}</source>
        <translation>批次 {lot}</translation>
    </message>
    <message>
        <source>Lot number {lot}</source>
        <translation>批次编号 {lot}</translation>
    </message>
    <message>
        <source>Recipe {recipe}</source>
        <translation>配方 {recipe}</translation>
    </message>
    <message>
        <source>Model {model}</source>
        <translation>模型 {model}</translation>
    </message>
    <message>
        <source>Model package {sha256}</source>
        <translation>模型包 {sha256}</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>类别 {name}</translation>
    </message>
    <message>
        <source>Review {standing}</source>
        <translation>复核：{standing}</translation>
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
        <source>Last known · {block}</source>
        <translation>最后已知值 · {block}</translation>
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
        <source>Switched by the station; by hand in maintenance only.</source>
        <translation>由工位控制；仅在维护时可手动切换。</translation>
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
        <source>Since the station&apos;s journal began</source>
        <translation>自工位日志开始</translation>
    </message>
    <message>
        <source>Lot {name} · since {time}</source>
        <translation>批次 {name} · 自 {time}</translation>
    </message>
    <message>
        <source>Shift {name} · since {time}</source>
        <translation>班次 {name} · 自 {time}</translation>
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
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Last {minutes} minutes: {ok} OK, {other} not</source>
        <translation>最近 {minutes} 分钟：合格 {ok}，其他 {other}</translation>
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
        <source>Last known state</source>
        <translation>最后已知状态</translation>
    </message>
    <message>
        <source>Every part is rejected</source>
        <translation>所有工件均被剔除</translation>
    </message>
    <message>
        <source>Last part {time} · {verdict}</source>
        <translation>上一工件 {time} · {verdict}</translation>
    </message>
    <message>
        <source>No part since {time}</source>
        <translation>{time} 之后没有工件</translation>
    </message>
    <message>
        <source>Held · part {part} · {time}</source>
        <translation>保持中 · 工件 {part} · {time}</translation>
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
    <message>
        <source>Cannot start yet: the station is still getting ready.</source>
        <translation>暂时无法启动：工位仍在准备中。</translation>
    </message>
    <message>
        <source>Cannot start: the station was shut down. Start its program again.</source>
        <translation>无法启动：工位已关闭。请重新启动其程序。</translation>
    </message>
    <message>
        <source>Cannot start: see to the alarm, then touch Reset.</source>
        <translation>无法启动：请先处理报警，然后按“复位”。</translation>
    </message>
    <message>
        <source>Cannot start: somebody works on the station.</source>
        <translation>无法启动：有人正在维护工位。</translation>
    </message>
    <message>
        <source>MAINTENANCE</source>
        <translation>维护</translation>
    </message>
    <message>
        <source>LOCKED</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>STARTING</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>STOPPED</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>FAULT</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>SHUT DOWN</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Rejects in a row</source>
        <translation>连续剔除</translation>
    </message>
    <message>
        <source>Challenge parts done</source>
        <translation>已检挑战件</translation>
    </message>
    <message>
        <source>Challenge due in</source>
        <translation>距挑战还有</translation>
    </message>
    <message>
        <source>Station locks in</source>
        <translation>距锁定还有</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>挑战</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>the station inspects parts; stop it first. Parts are rejected until it runs again</source>
        <translation>工位正在检测，请先停止；重新运行之前，所有工件都会被剔除</translation>
    </message>
    <message>
        <source>the station does not inspect; start it first</source>
        <translation>工位未在检测，请先启动</translation>
    </message>
    <message>
        <source>somebody else works on the station; wait until the maintenance has ended</source>
        <translation>他人正在维护工位，请等待维护结束</translation>
    </message>
    <message>
        <source>the station is still getting ready</source>
        <translation>工位仍在准备中</translation>
    </message>
    <message>
        <source>the station was shut down; start its program again</source>
        <translation>工位已关闭，请重新启动其程序</translation>
    </message>
    <message>
        <source>see to the alarm, then touch Reset</source>
        <translation>请先处理报警，再按“复位”</translation>
    </message>
    <message>
        <source>the station inspects already</source>
        <translation>工位已在检测</translation>
    </message>
    <message>
        <source>the station does not inspect</source>
        <translation>工位未在检测</translation>
    </message>
    <message>
        <source>there is no fault to reset</source>
        <translation>没有需要复位的故障</translation>
    </message>
    <message>
        <source>somebody works on the station; end the maintenance first</source>
        <translation>工位正在维护，请先结束维护</translation>
    </message>
    <message>
        <source>begin the maintenance first</source>
        <translation>请先开始维护</translation>
    </message>
    <message>
        <source>the camera cannot be set now</source>
        <translation>现在无法设置相机</translation>
    </message>
    <message>
        <source>no shift now; shifts are named in the station file, under [[shift]]</source>
        <translation>当前没有班次；班次在工位文件的 [[shift]] 中定义</translation>
    </message>
    <message>
        <source>no lot runs</source>
        <translation>没有进行中的批次</translation>
    </message>
    <message>
        <source>there is no lot yet; begin one on the live page</source>
        <translation>还没有批次，请在实时页面开始一个批次</translation>
    </message>
    <message>
        <source>another change is under way; wait until it has ended</source>
        <translation>另一项更改正在进行，请等待其结束</translation>
    </message>
    <message>
        <source>every alarm is acknowledged</source>
        <translation>所有报警均已确认</translation>
    </message>
    <message>
        <source>it is acknowledged already</source>
        <translation>该报警已确认</translation>
    </message>
    <message>
        <source>it ends by itself, with its cause</source>
        <translation>原因消除后会自行结束</translation>
    </message>
    <message>
        <source>it is seen to here</source>
        <translation>就在本页处理</translation>
    </message>
    <message>
        <source>no challenge is under way</source>
        <translation>没有进行中的挑战</translation>
    </message>
    <message>
        <source>a challenge is under way</source>
        <translation>挑战正在进行</translation>
    </message>
    <message>
        <source>describe a challenge part first</source>
        <translation>请先登记一个挑战件</translation>
    </message>
    <message>
        <source>you have reviewed nothing yet</source>
        <translation>您还没有复核任何工件</translation>
    </message>
    <message>
        <source>the model in force has no such class</source>
        <translation>当前模型没有这个类别</translation>
    </message>
    <message>
        <source>every class has a button of its own</source>
        <translation>每个类别都有自己的按钮</translation>
    </message>
    <message>
        <source>choose parts first</source>
        <translation>请先选择工件</translation>
    </message>
    <message>
        <source>choose a part of the list first</source>
        <translation>请先在列表中选择一个工件</translation>
    </message>
    <message>
        <source>there is no chart</source>
        <translation>没有图表</translation>
    </message>
    <message>
        <source>touch a point of the chart first</source>
        <translation>请先点按图表中的一个点</translation>
    </message>
    <message>
        <source>this is the present one</source>
        <translation>已是当前时段</translation>
    </message>
    <message>
        <source>this chart has no such choice</source>
        <translation>此图表没有这项选择</translation>
    </message>
    <message>
        <source>no verdict would be another one</source>
        <translation>没有判定会改变</translation>
    </message>
    <message>
        <source>change a limit first</source>
        <translation>请先更改一个限值</translation>
    </message>
    <message>
        <source>nothing is being judged</source>
        <translation>没有正在进行的判定</translation>
    </message>
    <message>
        <source>the part is being judged</source>
        <translation>正在判定该工件</translation>
    </message>
    <message>
        <source>choose a package first</source>
        <translation>请先选择一个模型包</translation>
    </message>
    <message>
        <source>it is in force already</source>
        <translation>已在使用中</translation>
    </message>
    <message>
        <source>the package cannot be used; beside it stands why</source>
        <translation>该模型包不可用，原因见旁边的说明</translation>
    </message>
    <message>
        <source>its signature does not let it be promoted here</source>
        <translation>其签名不允许在此投入使用</translation>
    </message>
    <message>
        <source>no other package was in force before</source>
        <translation>之前没有使用过其他模型包</translation>
    </message>
    <message>
        <source>the package brings no report</source>
        <translation>该模型包没有附带报告</translation>
    </message>
    <message>
        <source>choose a training first</source>
        <translation>请先选择一个训练</translation>
    </message>
    <message>
        <source>this computer has nothing to train with</source>
        <translation>本机没有训练所需的软件</translation>
    </message>
    <message>
        <source>it neither waits nor runs</source>
        <translation>该训练既未排队也未运行</translation>
    </message>
    <message>
        <source>only a training that ended early is gone on with</source>
        <translation>只有提前结束的训练才能继续</translation>
    </message>
    <message>
        <source>cancel it first</source>
        <translation>请先取消该训练</translation>
    </message>
    <message>
        <source>generated parts need no dataset</source>
        <translation>生成的工件不需要数据集</translation>
    </message>
    <message>
        <source>choose a product first</source>
        <translation>请先选择一个产品</translation>
    </message>
    <message>
        <source>the line runs it already</source>
        <translation>产线已在生产该产品</translation>
    </message>
    <message>
        <source>choose a revision first</source>
        <translation>请先选择一个修订</translation>
    </message>
    <message>
        <source>it is in use already</source>
        <translation>已在使用</translation>
    </message>
    <message>
        <source>there is no draft</source>
        <translation>没有草稿</translation>
    </message>
    <message>
        <source>this is the first step</source>
        <translation>这是第一步</translation>
    </message>
    <message>
        <source>this is the last step</source>
        <translation>这是最后一步</translation>
    </message>
    <message>
        <source>correct first what is told above</source>
        <translation>请先更正上面列出的问题</translation>
    </message>
    <message>
        <source>nothing has been changed yet</source>
        <translation>尚未作任何更改</translation>
    </message>
    <message>
        <source>choose a person first</source>
        <translation>请先选择一个人员</translation>
    </message>
    <message>
        <source>choose a request first</source>
        <translation>请先选择一个申请</translation>
    </message>
    <message>
        <source>every setting is in the recipe</source>
        <translation>所有设置都已在配方中</translation>
    </message>
    <message>
        <source>choose a feature first</source>
        <translation>请先选择一个参数</translation>
    </message>
    <message>
        <source>the camera does not let it be set now</source>
        <translation>相机现在不允许设置该参数</translation>
    </message>
    <message>
        <source>write a name first</source>
        <translation>请先输入名称</translation>
    </message>
    <message>
        <source>this lot runs already; give the next one another name</source>
        <translation>该批次已在进行，请为下一批次另取名称</translation>
    </message>
    <message>
        <source>write a time first</source>
        <translation>请先输入时间</translation>
    </message>
    <message>
        <source>fill in first what is empty; a new PIN is typed twice</source>
        <translation>请先填写空白项；新的 PIN 码需输入两次</translation>
    </message>
    <message>
        <source>touch your name first</source>
        <translation>请先点按您的姓名</translation>
    </message>
    <message>
        <source>enter your PIN or password first</source>
        <translation>请先输入 PIN 码或密码</translation>
    </message>
    <message>
        <source>choose a folder first</source>
        <translation>请先选择文件夹</translation>
    </message>
    <message>
        <source>a file is being written</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>Of all stations: tables only, for pictures stay where they lie.</source>
        <translation>所有工位的结果只能导出为表格：图像保留在各自的工位。</translation>
    </message>
    <message>
        <source>the station does not answer</source>
        <translation>工位无应答</translation>
    </message>
    <message>
        <source>describe at least one part that must be rejected</source>
        <translation>请至少登记一个必须剔除的挑战件</translation>
    </message>
    <message>
        <source>{parts} is not valid any more; certify it anew or retire it</source>
        <translation>{parts} 已过有效期；请重新认证或停用</translation>
    </message>
    <message>
        <source>the lot still runs, or parts of it are on their way</source>
        <translation>批次仍在进行，或尚有工件在途</translation>
    </message>
    <message>
        <source>you have asked for it; another person approves it</source>
        <translation>该申请由您本人提出，须由他人批准</translation>
    </message>
    <message>
        <source>the PLC asks for no. {number}; change over at the PLC, or end its request</source>
        <translation>PLC 请求编号 {number}；请在 PLC 上换型，或先撤销其请求</translation>
    </message>
    <message>
        <source>lot {lot} runs; end it first, or say that the parts belong to it</source>
        <translation>批次 {lot} 正在进行；请先结束该批次，或指明工件属于该批次</translation>
    </message>
    <message>
        <source>the camera is not connected</source>
        <translation>相机未连接</translation>
    </message>
    <message>
        <source>{actions}: {reason}</source>
        <translation>{actions}：{reason}</translation>
    </message>
</context>
<context>
    <name>Lot</name>
    <message>
        <source>Lot</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Number or name of the next lot</source>
        <translation>下一批次的编号或名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Lot {name} runs.</source>
        <translation>批次 {name} 正在进行。</translation>
    </message>
    <message>
        <source>No lot runs.</source>
        <translation>没有正在进行的批次。</translation>
    </message>
    <message>
        <source>Touch again</source>
        <translation>再按一次</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>This lot runs already. Give the next one another name.</source>
        <translation>该批次已在进行。请为下一批次另取名称。</translation>
    </message>
    <message>
        <source>The lot begins with the next part; the one that runs ends before it.</source>
        <translation>批次从下一个工件开始；正在进行的批次在此之前结束。</translation>
    </message>
</context>
<context>
    <name>LotReport</name>
    <message>
        <source>Lot report</source>
        <translation>批次报告</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Meaning of the signature</source>
        <translation>签字含义</translation>
    </message>
    <message>
        <source>Own PIN or password</source>
        <translation>本人的 PIN 或密码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Making the report; the line has precedence …</source>
        <translation>正在生成报告；产线优先…</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>No lot was ever begun.</source>
        <translation>尚未开始过任何批次。</translation>
    </message>
    <message>
        <source>Reading the record …</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>{parts} parts</source>
        <translation>{parts} 件</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已放行</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已封存</translation>
    </message>
    <message>
        <source>{parts} parts: {ok} OK, {bad} found bad, {none} no verdict</source>
        <translation>共 {parts} 件：合格 {ok}，判为不良 {bad}，无结论 {none}</translation>
    </message>
    <message>
        <source>Preliminary: the lot runs, or parts are on their way.</source>
        <translation>初步：批次仍在进行，或有工件尚在途中。</translation>
    </message>
    <message>
        <source>Bad parts known to have left the station: {count}</source>
        <translation>已知离开工位的不良品：{count} 件</translation>
    </message>
    <message>
        <source>No count contradicts another one.</source>
        <translation>没有相互矛盾的计数。</translation>
    </message>
    <message>
        <source>COUNTS DO NOT AGREE.</source>
        <translation>计数不一致。</translation>
    </message>
    <message>
        <source>The chain of seals is broken.</source>
        <translation>封印链已断裂。</translation>
    </message>
    <message>
        <source>{meaning} by {person}, {moment}</source>
        <translation>{meaning}：{person}，{moment}</translation>
    </message>
    <message>
        <source>{signature}: THE DATA WAS CHANGED SINCE</source>
        <translation>{signature}：签字后数据已被更改</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Show ›</source>
        <translation>查看 ›</translation>
    </message>
    <message>
        <source>Go to {page} ›</source>
        <translation>前往{page} ›</translation>
    </message>
    <message>
        <source>{others} more ›</source>
        <translation>还有 {others} 条 ›</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time}</translation>
    </message>
    <message>
        <source>Alarms came and went, and nobody has seen them: {alarms}</source>
        <translation>有 {alarms} 条报警出现后又消失，尚无人查看</translation>
    </message>
    <message>
        <source>Look at them and acknowledge them.</source>
        <translation>请查看并确认。</translation>
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
    <name>Models</name>
    <message>
        <source>Candidate</source>
        <translation>候选文件</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Escapes</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Flips</source>
        <translation>判定改变</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>p50 ms</source>
        <translation>p50 ms</translation>
    </message>
    <message>
        <source>Candidates of the search</source>
        <translation>搜索的候选文件</translation>
    </message>
    <message>
        <source>This package lists no candidates.</source>
        <translation>此模型包未列出候选文件。</translation>
    </message>
    <message>
        <source>not taken: {reason}</source>
        <translation>未采用：{reason}</translation>
    </message>
    <message>
        <source>the fastest inside the budget; it is the file that runs</source>
        <translation>允许范围内最快，即实际运行的文件</translation>
    </message>
    <message>
        <source>inside the budget, and slower than the one that was chosen</source>
        <translation>在允许范围内，但比所选的慢</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Choose another package than the one in force to compare them.</source>
        <translation>请选择在用模型以外的模型包进行比较。</translation>
    </message>
    <message>
        <source>{before} → {after} · entries: {entries} · files: {files}</source>
        <translation>{before} → {after} · {entries} 项 · {files} 个文件</translation>
    </message>
    <message>
        <source>True</source>
        <translation>实际为</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>模型判为</translation>
    </message>
    <message>
        <source>Found of each class, with the 95 % interval</source>
        <translation>各类别的检出率，附 95 % 置信区间</translation>
    </message>
    <message>
        <source>ROC, area {area}</source>
        <translation>ROC，面积 {area}</translation>
    </message>
    <message>
        <source>good parts rejected</source>
        <translation>被剔除的合格件</translation>
    </message>
    <message>
        <source>defects found</source>
        <translation>检出的缺陷</translation>
    </message>
    <message>
        <source>Precision and recall, {area}</source>
        <translation>精确率与召回率，{area}</translation>
    </message>
    <message>
        <source>of those rejected, defective</source>
        <translation>被剔除者中的缺陷件</translation>
    </message>
    <message>
        <source>Reliability, off by {error}</source>
        <translation>可靠性，偏差 {error}</translation>
    </message>
    <message>
        <source>what it says</source>
        <translation>模型给出的概率</translation>
    </message>
    <message>
        <source>how often that is right</source>
        <translation>实际正确的比例</translation>
    </message>
    <message>
        <source>Not measured under disturbances</source>
        <translation>未做干扰测试</translation>
    </message>
    <message>
        <source>Accuracy left under disturbances</source>
        <translation>受干扰后保留的准确率</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
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
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖度</translation>
    </message>
    <message>
        <source>Worth a label</source>
        <translation>值得标注</translation>
    </message>
    <message>
        <source>Parts of the last seven days that nobody has reviewed: close to a limit or disputed by the model on trial, unlike the training, or a random sample. Touch one twice to say what it is; the next one follows.</source>
        <translation>最近七天内无人复核的工件：接近限值、与试用模型判定不一致、与训练样本不同，或随机抽样。连点两次即可逐件标注，标完自动进入下一件。</translation>
    </message>
    <message>
        <source>Nothing waits: of the last seven days, every part with a picture is reviewed, or none was kept.</source>
        <translation>没有待办：最近七天有图像的工件都已复核，或未保存图像。</translation>
    </message>
    <message>
        <source>This package carries no evaluation file; its figures are those of the test split it was made with.</source>
        <translation>此模型包不含评估文件；所示数据来自其制作时的测试集。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Time p50</source>
        <translation>耗时 p50</translation>
    </message>
    <message>
        <source>every file as it was packaged</source>
        <translation>所有文件与打包时一致</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Classes (✓ good)</source>
        <translation>类别（✓ 为合格）</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>判定限值</translation>
    </message>
    <message>
        <source>passes from {accept}, rejects from {reject}</source>
        <translation>达 {accept} 放行，达 {reject} 剔除</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>{count} pictures: {dataset}</source>
        <translation>{count} 张图像：{dataset}</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希值</translation>
    </message>
    <message>
        <source>False rejects</source>
        <translation>误剔</translation>
    </message>
    <message>
        <source>Not decidable</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>Time p50 / p99</source>
        <translation>耗时 p50 / p99</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>说明卡</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>Packages of this station</source>
        <translation>本工位的模型包</translation>
    </message>
    <message>
        <source>Choose a package.</source>
        <translation>请选择一个模型包。</translation>
    </message>
    <message>
        <source>Cannot be put in force: {reason}</source>
        <translation>不能启用：{reason}</translation>
    </message>
    <message>
        <source>The only package so far. Train one, or install one that was made elsewhere.</source>
        <translation>目前唯一的模型包。可训练一个，或安装别处制作的。</translation>
    </message>
    <message>
        <source>End the trial</source>
        <translation>结束试用</translation>
    </message>
    <message>
        <source>This package carries no such pictures.</source>
        <translation>此模型包不含这类图像。</translation>
    </message>
    <message>
        <source>{label} → {said} {score} (limit {limit})</source>
        <translation>{label} → {said} {score}（限值 {limit}）</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason to override the release gate (leave empty to obey)</source>
        <translation>越过发布门限的理由（留空则遵守）</translation>
    </message>
    <message>
        <source>Figures of the release gate</source>
        <translation>发布门限的各项指标</translation>
    </message>
    <message>
        <source>Go back to {name}?</source>
        <translation>退回到 {name}？</translation>
    </message>
    <message>
        <source>It was in force before. The release gate is not asked; signature, examples and speed are. Each part is judged by one of the two, and the line does not stop.</source>
        <translation>它曾经在用。不再核对发布门限，但会检查签名、示例和速度。每个工件只由其中一个模型判定，产线不停。</translation>
    </message>
    <message>
        <source>Put {name} in force?</source>
        <translation>启用 {name}？</translation>
    </message>
    <message>
        <source>First its signature, examples, speed and the limits of the recipes are checked; then it takes over between two parts. The line does not stop.</source>
        <translation>先检查其签名、示例、速度和各配方的门限，然后在两个工件之间接替。产线不停。</translation>
    </message>
    <message>
        <source>whoever holds the station&apos;s token</source>
        <translation>持有工位令牌者</translation>
    </message>
    <message>
        <source>Asked for by {who}: {reason}</source>
        <translation>由 {who} 提出：{reason}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>✓ It judges from part {index} on.</source>
        <translation>✓ 从工件 {index} 起由它判定。</translation>
    </message>
    <message>
        <source>The former model judges meanwhile.</source>
        <translation>此间由原模型判定。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>cross entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>share of the validation pictures</source>
        <translation>占验证图像的比例</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>尚无训练</translation>
    </message>
    <message>
        <source>A training makes a package out of labelled pictures: a dataset, or the parts of this station that people have reviewed.</source>
        <translation>训练用已标注的图像制作模型包：可以是数据集，也可以是本工位已复核的工件。</translation>
    </message>
    <message>
        <source>{step}: {done} of {total}, {left} left of this step</source>
        <translation>{step}：{total} 中的 {done}，本步骤还需 {left}</translation>
    </message>
    <message>
        <source>The package is made, but not installed. </source>
        <translation>模型包已制成，但未安装。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>of all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>mean of the classes</source>
        <translation>各类平均</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>提交时间</translation>
    </message>
    <message>
        <source>Last epoch</source>
        <translation>最近一轮</translation>
    </message>
    <message>
        <source>{epoch}: {accuracy} named right</source>
        <translation>第 {epoch} 轮：{accuracy} 分类正确</translation>
    </message>
    <message>
        <source>installed as {package}</source>
        <translation>已安装为 {package}</translation>
    </message>
    <message>
        <source>Mirror ↔</source>
        <translation>左右镜像</translation>
    </message>
    <message>
        <source>Mirror ↕</source>
        <translation>上下镜像</translation>
    </message>
    <message>
        <source>Quarter turns</source>
        <translation>转 90°</translation>
    </message>
    <message>
        <source>Any angle</source>
        <translation>任意角度</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>随机初值</translation>
    </message>
    <message>
        <source>ImageNet where it is to be had</source>
        <translation>能取得时用 ImageNet</translation>
    </message>
    <message>
        <source>ImageNet (needs the network once)</source>
        <translation>ImageNet（需联网一次）</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Good classes</source>
        <translation>合格类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Starts from</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Input in pixels</source>
        <translation>输入像素</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Parts also lie</source>
        <translation>工件还可能的姿态</translation>
    </message>
    <message>
        <source>List of the history</source>
        <translation>历史中的清单</translation>
    </message>
    <message>
        <source>Correct the field: {field}</source>
        <translation>请更正此项：{field}</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新建训练</translation>
    </message>
    <message>
        <source>by what it starts from</source>
        <translation>由初始权重决定</translation>
    </message>
    <message>
        <source>those of the dataset</source>
        <translation>以数据集为准</translation>
    </message>
    <message>
        <source>Classes that a good part may have, with commas between, where the dataset does not say so</source>
        <translation>合格工件可能属于的类别，以逗号分隔；仅在数据集未说明时填写</translation>
    </message>
    <message>
        <source>All reviewed parts</source>
        <translation>全部已复核的工件</translation>
    </message>
    <message>
        <source>Trains on parts that the virtual line makes up.</source>
        <translation>用虚拟产线生成的工件训练。</translation>
    </message>
    <message>
        <source>First brings the {count} reviewed parts of this station into the dataset.</source>
        <translation>先把本工位已复核的 {count} 个工件导入该数据集。</translation>
    </message>
    <message>
        <source>No such dataset. Import one with: inspector dataset import … --to {folder}/NAME</source>
        <translation>没有这个数据集。导入命令：inspector dataset import … --to {folder}/NAME</translation>
    </message>
    <message>
        <source>{count} pictures, revision {revision}: {classes}</source>
        <translation>{count} 张图像，修订 {revision}：{classes}</translation>
    </message>
    <message>
        <source>Three numbers with points, such as 1.2.0.</source>
        <translation>以点分隔的三个数，如 1.2.0。</translation>
    </message>
    <message>
        <source>A whole number from 1 on, or leave it empty.</source>
        <translation>从 1 起的整数，或留空。</translation>
    </message>
    <message>
        <source>Letters, digits, points, dashes; beginning with a letter or digit.</source>
        <translation>字母、数字、点和连字符；以字母或数字开头。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Trainings of this station</source>
        <translation>本工位的训练</translation>
    </message>
    <message>
        <source>This computer has nothing to train with: {packages} missing. Install it with: {command}</source>
        <translation>本机无法训练：缺少 {packages}。安装命令：{command}</translation>
    </message>
    <message>
        <source>While the line runs, a training works at low priority on {used} of {cores} cores, one training at a time. It goes on when the station stops. {free} free.</source>
        <translation>产线运行时，训练以低优先级使用 {cores} 个核心中的 {used} 个，一次只训练一个。工位停止后训练继续。剩余空间 {free}。</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Parts on which the models disagree</source>
        <translation>两个模型有分歧的工件</translation>
    </message>
    <message>
        <source>Stood (in force)</source>
        <translation>在用模型判为</translation>
    </message>
    <message>
        <source>Said (on trial)</source>
        <translation>试用模型判为</translation>
    </message>
    <message>
        <source>No package is on trial</source>
        <translation>没有模型包在试用</translation>
    </message>
    <message>
        <source>Choose a package and put it on trial: it then judges along with the one in force, and nobody acts on what it says.</source>
        <translation>选择一个模型包并让它试用：它会与在用模型一起判定，但其结论不会被采用。</translation>
    </message>
    <message>
        <source>Where they disagree, newest first ({count})</source>
        <translation>有分歧之处，最新在前（{count}）</translation>
    </message>
    <message>
        <source>Pauses: verdicts come near to their deadline</source>
        <translation>暂停：判定已接近时限</translation>
    </message>
    <message>
        <source>✓ Judges along since {since}</source>
        <translation>✓ 自 {since} 起一同判定</translation>
    </message>
    <message>
        <source>Does not run</source>
        <translation>未在运行</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>{agreed} of {compared} ({share})</source>
        <translation>{compared} 中的 {agreed}（{share}）</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>尚未比较</translation>
    </message>
    <message>
        <source>Would let pass, was rejected</source>
        <translation>会放行，实际已剔除</translation>
    </message>
    <message>
        <source>Would reject, passed</source>
        <translation>会剔除，实际已放行</translation>
    </message>
    <message>
        <source>Seen / left out / failed</source>
        <translation>已看 / 略过 / 失败</translation>
    </message>
    <message>
        <source>● in force</source>
        <translation>● 在用</translation>
    </message>
    <message>
        <source>◂ before</source>
        <translation>◂ 曾用</translation>
    </message>
    <message>
        <source>◐ on trial</source>
        <translation>◐ 试用</translation>
    </message>
    <message>
        <source>○ installed</source>
        <translation>○ 已安装</translation>
    </message>
    <message>
        <source>✕ damaged</source>
        <translation>✕ 已损坏</translation>
    </message>
    <message>
        <source>ships with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>signed by a trusted key</source>
        <translation>由受信任的密钥签名</translation>
    </message>
    <message>
        <source>signed by an unknown key</source>
        <translation>由未知密钥签名</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>未签名</translation>
    </message>
    <message>
        <source>Loading and checking</source>
        <translation>加载并检查</translation>
    </message>
    <message>
        <source>Replaying its examples</source>
        <translation>重放示例</translation>
    </message>
    <message>
        <source>Release gate</source>
        <translation>发布门限</translation>
    </message>
    <message>
        <source>Taking over</source>
        <translation>正在接替</translation>
    </message>
    <message>
        <source>… waiting</source>
        <translation>… 等待</translation>
    </message>
    <message>
        <source>▶ running</source>
        <translation>▶ 进行中</translation>
    </message>
    <message>
        <source>■ ending</source>
        <translation>■ 正在结束</translation>
    </message>
    <message>
        <source>■ cancelled</source>
        <translation>■ 已取消</translation>
    </message>
    <message>
        <source>⚠ interrupted</source>
        <translation>⚠ 已中断</translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation>✕ 失败</translation>
    </message>
    <message>
        <source>✓ finished</source>
        <translation>✓ 已完成</translation>
    </message>
    <message>
        <source>Reviewed parts</source>
        <translation>已复核的工件</translation>
    </message>
    <message>
        <source>Parts of the virtual line</source>
        <translation>虚拟产线的工件</translation>
    </message>
    <message>
        <source>models disagree</source>
        <translation>模型有分歧</translation>
    </message>
    <message>
        <source>close to a limit</source>
        <translation>接近限值</translation>
    </message>
    <message>
        <source>unlike the training</source>
        <translation>与训练图像不同</translation>
    </message>
    <message>
        <source>random sample</source>
        <translation>随机抽样</translation>
    </message>
    <message>
        <source>Escapes in %</source>
        <translation>漏检率 %</translation>
    </message>
    <message>
        <source>False rejects in %</source>
        <translation>误剔率 %</translation>
    </message>
    <message>
        <source>Not decidable in %</source>
        <translation>无法判定率 %</translation>
    </message>
    <message>
        <source>Other verdicts than FP32 in %</source>
        <translation>与 FP32 判定不同 %</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>Time p99 in ms</source>
        <translation>耗时 p99（ms）</translation>
    </message>
    <message>
        <source>Difference of its examples</source>
        <translation>示例得分偏差</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Defects taken for good</source>
        <translation>被视为合格的缺陷</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation>失焦</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Dead pixels</source>
        <translation>坏点</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Uneven light</source>
        <translation>光照不均</translation>
    </message>
    <message>
        <source>Dark corners</source>
        <translation>暗角</translation>
    </message>
    <message>
        <source>Covered places</source>
        <translation>局部遮挡</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Shifted</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>JPEG compression</source>
        <translation>JPEG 压缩</translation>
    </message>
    <message>
        <source>Verifying the pictures</source>
        <translation>校验图像</translation>
    </message>
    <message>
        <source>Reading the pictures</source>
        <translation>读取图像</translation>
    </message>
    <message>
        <source>Checking the pictures</source>
        <translation>检查图像</translation>
    </message>
    <message>
        <source>Loading the pictures</source>
        <translation>载入图像</translation>
    </message>
    <message>
        <source>Generating parts</source>
        <translation>生成工件</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Disturbing pictures</source>
        <translation>干扰测试</translation>
    </message>
    <message>
        <source>Comparing with FP32</source>
        <translation>与 FP32 比较</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>测时</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>正在校准</translation>
    </message>
    <message>
        <source>Looking for sensitive layers</source>
        <translation>查找敏感层</translation>
    </message>
    <message>
        <source>Measuring novelty</source>
        <translation>测定新颖度</translation>
    </message>
    <message>
        <source>would pass</source>
        <translation>会被放行</translation>
    </message>
    <message>
        <source>good, would not pass</source>
        <translation>合格，却不会放行</translation>
    </message>
    <message>
        <source>next to a limit</source>
        <translation>紧邻限值</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} / {total}</translation>
    </message>
    <message>
        <source>{share} ({told}; 95 %: {low} to {high})</source>
        <translation>{share}（{told}；95 %：{low} 至 {high}）</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
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
    <name>People</name>
    <message>
        <source>Deactivated</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>可登录</translation>
    </message>
    <message>
        <source>Nobody is defined yet: everything but maintenance is open to whoever stands here. Add an administrator first.</source>
        <translation>尚未定义任何人员：除维护外，任何人都可以操作。请先添加一名管理员。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>From now on the new one counts.</source>
        <translation>从现在起使用新的 PIN 码或密码。</translation>
    </message>
    <message>
        <source>To see and change others needs the role {role}.</source>
        <translation>查看和更改其他人员需要“{role}”角色。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Nothing waits for a second person</source>
        <translation>没有等待第二人批准的请求</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Signs in with</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Current one</source>
        <translation>当前 PIN 或密码</translation>
    </message>
    <message>
        <source>PIN or password</source>
        <translation>PIN 或密码</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Both entries have to be the same.</source>
        <translation>两次输入必须一致。</translation>
    </message>
    <message>
        <source>A PIN has 4 to 12 digits, for engineers and administrators at least 6.</source>
        <translation>PIN 码为 4 到 12 位数字，工程师和管理员至少 6 位。</translation>
    </message>
    <message>
        <source>A password has 8 to 128 characters of any kind.</source>
        <translation>密码为 8 到 128 个任意字符。</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>请选择人员</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>My PIN or password</source>
        <translation>我的 PIN 码或密码</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>Period</name>
    <message>
        <source>All times</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>本班次</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
</context>
<context>
    <name>Phrase</name>
    <message>
        <source>start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>“{found}”</source>
        <translation>“{found}”</translation>
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
    <name>Products</name>
    <message>
        <source>Escapes and good parts lost</source>
        <translation>漏检与误剔</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>工件数</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Accept from</source>
        <translation>接受阈值</translation>
    </message>
    <message>
        <source>Reject from</source>
        <translation>剔除阈值</translation>
    </message>
    <message>
        <source>Version of the file format</source>
        <translation>文件格式版本</translation>
    </message>
    <message>
        <source>Camera settings</source>
        <translation>相机设置</translation>
    </message>
    <message>
        <source>Reject from (a defect class without a limit of its own)</source>
        <translation>剔除阈值（没有单独阈值的缺陷类别）</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>标定</translation>
    </message>
    <message>
        <source>mm per pixel</source>
        <translation>每像素毫米数</translation>
    </message>
    <message>
        <source>Residual of the fit (px)</source>
        <translation>拟合残差（px）</translation>
    </message>
    <message>
        <source>Calibration target</source>
        <translation>标定板</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Release gate</source>
        <translation>发布门限</translation>
    </message>
    <message>
        <source>Least accuracy</source>
        <translation>最低准确率</translation>
    </message>
    <message>
        <source>Most escapes (%)</source>
        <translation>最多漏检（%）</translation>
    </message>
    <message>
        <source>Figure for escapes</source>
        <translation>漏检的计算方式</translation>
    </message>
    <message>
        <source>Most false rejects (%)</source>
        <translation>最多误剔（%）</translation>
    </message>
    <message>
        <source>Most not decidable (%)</source>
        <translation>最多无法判定（%）</translation>
    </message>
    <message>
        <source>Most other verdicts than FP32 (%)</source>
        <translation>与 FP32 判定不同的上限（%）</translation>
    </message>
    <message>
        <source>Least robustness</source>
        <translation>最低鲁棒性</translation>
    </message>
    <message>
        <source>Longest time p99 (ms)</source>
        <translation>最长用时 p99（ms）</translation>
    </message>
    <message>
        <source>Camera {camera}</source>
        <translation>相机 {camera}</translation>
    </message>
    <message>
        <source>Step {place}</source>
        <translation>第 {place} 步</translation>
    </message>
    <message>
        <source>Reject from ({name})</source>
        <translation>剔除阈值（{name}）</translation>
    </message>
    <message>
        <source>Stands at</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型推荐</translation>
    </message>
    <message>
        <source>Good lost</source>
        <translation>误剔</translation>
    </message>
    <message>
        <source>as others</source>
        <translation>同其他</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{some}/{all}</translation>
    </message>
    <message>
        <source>Escapes</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Good rejected or not decided</source>
        <translation>误剔或无法判定</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Name of a new product</source>
        <translation>新产品的名称</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Number for the PLC</source>
        <translation>PLC 使用的编号</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>The PLC asks for no. {number}</source>
        <translation>PLC 请求编号 {number}</translation>
    </message>
    <message>
        <source>Choose a product; changing over takes two touches.</source>
        <translation>请选择产品；换型需按两次。</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>制作人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Signed off</source>
        <translation>签核</translation>
    </message>
    <message>
        <source>Draft, changed {when}</source>
        <translation>草稿，修改于 {when}</translation>
    </message>
    <message>
        <source>This revision is in use</source>
        <translation>正在使用此修订</translation>
    </message>
    <message>
        <source>What differs from the revision in use</source>
        <translation>与使用中修订的差异</translation>
    </message>
    <message>
        <source>Touch again: {product}</source>
        <translation>再按一次：{product}</translation>
    </message>
    <message>
        <source>The parts belong to lot {lot}</source>
        <translation>这些工件属于批次 {lot}</translation>
    </message>
    <message>
        <source>Restore this revision</source>
        <translation>恢复此修订</translation>
    </message>
    <message>
        <source>Sign off and put in use</source>
        <translation>签核并启用</translation>
    </message>
    <message>
        <source>● in force</source>
        <translation>● 生效中</translation>
    </message>
    <message>
        <source>waits for sign-off</source>
        <translation>等待签核</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>● in use</source>
        <translation>● 使用中</translation>
    </message>
    <message>
        <source>✓ yes</source>
        <translation>✓ 已签核</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>尚未</translation>
    </message>
    <message>
        <source>Made {when}</source>
        <translation>制作于 {when}</translation>
    </message>
    <message>
        <source>signed off {when}</source>
        <translation>签核于 {when}</translation>
    </message>
    <message>
        <source>PLC number {number}</source>
        <translation>PLC 编号 {number}</translation>
    </message>
    <message>
        <source>file {file}</source>
        <translation>文件 {file}</translation>
    </message>
    <message>
        <source>made at this station</source>
        <translation>在本工位建立</translation>
    </message>
    <message>
        <source>{count} revisions wait for sign-off</source>
        <translation>{count} 个修订等待签核</translation>
    </message>
    <message>
        <source>Settings of this product</source>
        <translation>该产品的设置</translation>
    </message>
    <message>
        <source>Exposure and gain are taken as they stand, with all settings that the recipe names already. Stop the station to read them.</source>
        <translation>读取当前的曝光和增益，以及配方中已有的所有参数。读取前请停止工位。</translation>
    </message>
    <message>
        <source>Newest archived parts</source>
        <translation>最近存档的工件数</translation>
    </message>
    <message>
        <source>Parts that would be judged otherwise</source>
        <translation>判定会改变的工件</translation>
    </message>
    <message>
        <source>Touch a part twice to see it in the history.</source>
        <translation>按两次某个工件，可在历史中查看。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>原判定</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>会判为</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>The draft has been changed since; start again.</source>
        <translation>此后草稿已修改，请重新开始。</translation>
    </message>
    <message>
        <source>The draft has judged no part yet.</source>
        <translation>草稿尚未判定任何工件。</translation>
    </message>
    <message>
        <source>{judged} of {asked} judged · {same} as before · {other} otherwise</source>
        <translation>已判定 {judged}/{asked} · 相同 {same} · 改变 {other}</translation>
    </message>
    <message>
        <source>Under way: {judged} of {asked} · {other} otherwise</source>
        <translation>进行中：{judged}/{asked} · 改变 {other}</translation>
    </message>
    <message>
        <source>{count} without a picture</source>
        <translation>{count} 个没有图像</translation>
    </message>
    <message>
        <source>Stop the station, begin the maintenance, then switch each output and see what moves. All parts are rejected meanwhile; all outputs are released at the end.</source>
        <translation>停止工位，进入维护，然后逐个切换输出并观察动作。期间所有工件都被剔除；结束时释放全部输出。</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Operations in order</source>
        <translation>处理步骤（按顺序）</translation>
    </message>
    <message>
        <source>Operation to add</source>
        <translation>要添加的步骤</translation>
    </message>
    <message>
        <source>After: what the model sees</source>
        <translation>处理后：模型看到的图像</translation>
    </message>
    <message>
        <source>All operations: {time}</source>
        <translation>全部步骤：{time}</translation>
    </message>
    <message>
        <source>Region of interest</source>
        <translation>感兴趣区域</translation>
    </message>
    <message>
        <source>Drag a corner or the frame; arrow keys move it, with Shift they size it, with Ctrl by ten pixels.</source>
        <translation>拖动边角或整个框；方向键移动，按住 Shift 改变大小，按住 Ctrl 每次十像素。</translation>
    </message>
    <message>
        <source>Why: a note for those who come later</source>
        <translation>原因：留给后来者的备注</translation>
    </message>
    <message>
        <source>What differs from the revision that it began with</source>
        <translation>与起始修订的差异</translation>
    </message>
    <message>
        <source>Everything that the new product is made of</source>
        <translation>新产品的全部内容</translation>
    </message>
    <message>
        <source>To be corrected first:</source>
        <translation>请先更正：</translation>
    </message>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>尚未作任何修改。</translation>
    </message>
    <message>
        <source>Everything is checked. The revision is kept for ever; it takes force between two parts.</source>
        <translation>检查全部通过。该修订将永久保存，并在两个工件之间生效。</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Accept from (sum of good classes)</source>
        <translation>接受阈值（合格类别得分之和）</translation>
    </message>
    <message>
        <source>Cost of an escaped defect</source>
        <translation>漏检一个缺陷的代价</translation>
    </message>
    <message>
        <source>Cost of a good part rejected</source>
        <translation>误剔一个合格工件的代价</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>可选阈值</translation>
    </message>
    <message>
        <source>What other choices cost: {name}</source>
        <translation>其他取值的代价：{name}</translation>
    </message>
    <message>
        <source>Nothing is known yet of what limits cost.</source>
        <translation>目前还不知道各阈值的代价。</translation>
    </message>
    <message>
        <source>{escapes} of {defective} defects escape · {rejects} of {good} good parts are rejected · {undecided} not decidable · cost {cost}</source>
        <translation>{defective} 个缺陷中漏检 {escapes} 个 · {good} 个合格工件中误剔 {rejects} 个 · 无法判定 {undecided} 个 · 代价 {cost}</translation>
    </message>
    <message>
        <source>Rests on {validation} validation pictures of the model and {reviewed} parts reviewed at this station. Touch a choice twice to take it.</source>
        <translation>依据模型的 {validation} 张验证图像和本工位复核过的 {reviewed} 个工件。按两次某一行即采用该阈值。</translation>
    </message>
    <message>
        <source>Good rejected</source>
        <translation>误剔</translation>
    </message>
    <message>
        <source>Not decidable</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>least</source>
        <translation>最低</translation>
    </message>
    <message>
        <source>{camera} was triggered</source>
        <translation>已触发 {camera}</translation>
    </message>
    <message>
        <source>The deadline budget is not known yet</source>
        <translation>时限预算尚不清楚</translation>
    </message>
    <message>
        <source>In time: {needed} of {deadline}</source>
        <translation>来得及：需 {needed}，时限 {deadline}</translation>
    </message>
    <message>
        <source>Too late: {needed} of {deadline}</source>
        <translation>来不及：需 {needed}，时限 {deadline}</translation>
    </message>
    <message>
        <source>Takes time</source>
        <translation>耗时项</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>What the PLC and the station count</source>
        <translation>PLC 与工位的计数</translation>
    </message>
    <message>
        <source>Deadline budget</source>
        <translation>时限预算</translation>
    </message>
    <message>
        <source>Distances, encoder and deadline stand in the station file, sections [plc] and [line]; they hold for all products.</source>
        <translation>距离、编码器和时限写在工位文件的 [plc] 和 [line] 部分，对所有产品有效。</translation>
    </message>
    <message>
        <source>PLC answers · {role} · {address}</source>
        <translation>PLC 有应答 · {role} · {address}</translation>
    </message>
    <message>
        <source>PLC is silent · {role} · {address}</source>
        <translation>PLC 无应答 · {role} · {address}</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>I/O test</source>
        <translation>I/O 测试</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Sign-off</source>
        <translation>签核</translation>
    </message>
    <message>
        <source>Make the picture sharp and well exposed; then take the settings.</source>
        <translation>先把图像调清晰、曝光合适，再读取设置。</translation>
    </message>
    <message>
        <source>Draw a frame around the part; what lies outside never decides.</source>
        <translation>在工件周围画框；框外的内容不参与判定。</translation>
    </message>
    <message>
        <source>What happens to each picture before the model sees it, and how long it takes.</source>
        <translation>图像送入模型之前的处理，以及各步耗时。</translation>
    </message>
    <message>
        <source>Whether the trigger comes, and whether the verdict is there in time.</source>
        <translation>触发是否到来，判定是否及时。</translation>
    </message>
    <message>
        <source>When a part passes, and what each choice costs on parts whose truth is known.</source>
        <translation>工件何时放行；用已知真值的工件计算每种选择的代价。</translation>
    </message>
    <message>
        <source>Whether ejector, lamps and signals do what they should. Needs maintenance.</source>
        <translation>剔除机构、指示灯和信号是否正常。需要进入维护。</translation>
    </message>
    <message>
        <source>The draft judges parts of the past again; nothing is ejected.</source>
        <translation>用草稿重新判定过去的工件；不会剔除任何东西。</translation>
    </message>
    <message>
        <source>What will change, why, and who answers for it.</source>
        <translation>改什么、为什么、由谁负责。</translation>
    </message>
    <message>
        <source>Even out light by reference pictures</source>
        <translation>用参考图像校正光照</translation>
    </message>
    <message>
        <source>Even out light by the blurred background</source>
        <translation>用模糊背景校正光照</translation>
    </message>
    <message>
        <source>Colour to grey</source>
        <translation>彩色转灰度</translation>
    </message>
    <message>
        <source>Deep pixels to 8 bits</source>
        <translation>高位深转 8 位</translation>
    </message>
    <message>
        <source>Remove salt-and-pepper noise</source>
        <translation>去除椒盐噪声</translation>
    </message>
    <message>
        <source>Smooth noise, keep edges</source>
        <translation>平滑噪声并保留边缘</translation>
    </message>
    <message>
        <source>Remove strong noise (slow)</source>
        <translation>去除强噪声（较慢）</translation>
    </message>
    <message>
        <source>Raise local contrast</source>
        <translation>增强局部对比度</translation>
    </message>
    <message>
        <source>Stretch between percentiles</source>
        <translation>按百分位拉伸</translation>
    </message>
    <message>
        <source>Same range for every picture</source>
        <translation>统一每张图像的灰度范围</translation>
    </message>
    <message>
        <source>Scale to a fixed size</source>
        <translation>缩放到固定尺寸</translation>
    </message>
    <message>
        <source>Scale, keep the aspect ratio</source>
        <translation>等比缩放</translation>
    </message>
    <message>
        <source>Largest gain</source>
        <translation>最大增益</translation>
    </message>
    <message>
        <source>Width of the blur (px)</source>
        <translation>模糊宽度（像素）</translation>
    </message>
    <message>
        <source>Left (px)</source>
        <translation>左（像素）</translation>
    </message>
    <message>
        <source>Top (px)</source>
        <translation>上（像素）</translation>
    </message>
    <message>
        <source>Width (px)</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Height (px)</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Bits of the camera</source>
        <translation>相机有效位数</translation>
    </message>
    <message>
        <source>Window (px)</source>
        <translation>窗口（像素）</translation>
    </message>
    <message>
        <source>Diameter (px)</source>
        <translation>直径（像素）</translation>
    </message>
    <message>
        <source>Grey levels smoothed</source>
        <translation>平滑的灰度范围</translation>
    </message>
    <message>
        <source>Reach (px)</source>
        <translation>作用范围（像素）</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Patch (px)</source>
        <translation>图块（像素）</translation>
    </message>
    <message>
        <source>Search window (px)</source>
        <translation>搜索窗口（像素）</translation>
    </message>
    <message>
        <source>Contrast limit</source>
        <translation>对比度上限</translation>
    </message>
    <message>
        <source>Tiles per side</source>
        <translation>每边分块数</translation>
    </message>
    <message>
        <source>Dark end (%)</source>
        <translation>暗端（%）</translation>
    </message>
    <message>
        <source>Bright end (%)</source>
        <translation>亮端（%）</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Fill level</source>
        <translation>填充灰度</translation>
    </message>
    <message>
        <source>{product}: being prepared</source>
        <translation>{product}：正在准备</translation>
    </message>
    <message>
        <source>{product}: changing between two parts</source>
        <translation>{product}：正在两个工件之间切换</translation>
    </message>
    <message>
        <source>{product}: in force</source>
        <translation>{product}：已生效</translation>
    </message>
    <message>
        <source>{product}: ready to be changed over to</source>
        <translation>{product}：可以换型</translation>
    </message>
    <message>
        <source>{product}: refused</source>
        <translation>{product}：被拒绝</translation>
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
        <source>Undefined</source>
        <translation>无结论</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Search for the best frame</source>
        <translation>寻找最佳帧</translation>
    </message>
    <message>
        <source>Transfer of the picture</source>
        <translation>图像传输</translation>
    </message>
    <message>
        <source>Inspection (p99.9)</source>
        <translation>检测（p99.9）</translation>
    </message>
    <message>
        <source>being kept …</source>
        <translation>正在保存……</translation>
    </message>
    <message>
        <source>✓ Draft kept by the station</source>
        <translation>✓ 草稿已保存在工位</translation>
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
    <message>
        <source>A challenge was missed or overdue</source>
        <translation>挑战件漏检或挑战逾期</translation>
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
        <source>CHG-001</source>
        <translation>请刷新挑战件列表，再从中选择。</translation>
    </message>
    <message>
        <source>CHG-002</source>
        <translation>名称为 1 到 64 个字符；如有有效期，须在将来。</translation>
    </message>
    <message>
        <source>CHG-003</source>
        <translation>请按消息所述处理，然后开始挑战。</translation>
    </message>
    <message>
        <source>CHG-010</source>
        <translation>请在时限内让挑战件过线，否则工位将自行锁定。</translation>
    </message>
    <message>
        <source>CHG-011</source>
        <translation>请扣留自上次通过挑战以来的产品；查明原因，再次进行挑战；全部判对后锁定解除。</translation>
    </message>
    <message>
        <source>CHG-012</source>
        <translation>请让挑战件过线；全部判对后锁定解除。</translation>
    </message>
    <message>
        <source>CHG-013</source>
        <translation>请查看该件及其图像；若确为好件，请检查限值和模型。</translation>
    </message>
    <message>
        <source>DRF-010</source>
        <translation>请清洁镜头及其防护窗，然后检查对焦和光圈是否正确并已锁紧。</translation>
    </message>
    <message>
        <source>DRF-011</source>
        <translation>请检查光源和杂散光，再检查曝光和增益；灯会老化，防护窗会变脏。</translation>
    </message>
    <message>
        <source>DRF-012</source>
        <translation>请检查是否有杂散光、镜头起雾或光源移位。</translation>
    </message>
    <message>
        <source>DRF-013</source>
        <translation>请缩短曝光或调暗光源，并检查工件是否反光。</translation>
    </message>
    <message>
        <source>DRF-014</source>
        <translation>请检查相机和导向件是否紧固，以及触发延时与带速是否匹配。</translation>
    </message>
    <message>
        <source>DRF-015</source>
        <translation>请标注标注队列提供的图像，并用其训练或调整模型。</translation>
    </message>
    <message>
        <source>DRF-016</source>
        <translation>请查看标注队列中最新异的图像；产品或光源可能已改变。</translation>
    </message>
    <message>
        <source>DRF-017</source>
        <translation>请查看最近的剔除件：产品、光源或配方可能已改变。</translation>
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
        <source>GAT-003</source>
        <translation>请重新安装较新版本，或选择其他数据文件夹。</translation>
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
        <source>HIS-001</source>
        <translation>请先结束该批次，或为新批次另取名称。</translation>
    </message>
    <message>
        <source>HIS-002</source>
        <translation>请先开始一个批次。</translation>
    </message>
    <message>
        <source>HIS-003</source>
        <translation>请使用 1 至 64 个可显示字符，首尾不含空格。</translation>
    </message>
    <message>
        <source>HIS-004</source>
        <translation>请使用 1 至 64 个可显示字符，首尾不含空格。</translation>
    </message>
    <message>
        <source>HIS-005</source>
        <translation>请安装判定该工件的模型包，其中带有样例图像。</translation>
    </message>
    <message>
        <source>HIS-006</source>
        <translation>请在批次列表中查找该批次；编号写作 #12。</translation>
    </message>
    <message>
        <source>HIS-007</source>
        <translation>请结束批次，等最后一个工件通过后重新生成报告。</translation>
    </message>
    <message>
        <source>HIS-008</source>
        <translation>请重新生成报告，查看变更内容，再签署新报告。</translation>
    </message>
    <message>
        <source>HIS-010</source>
        <translation>请缩小筛选范围，或导出没有数量限制的 CSV 或 Parquet。</translation>
    </message>
    <message>
        <source>HIS-011</source>
        <translation>需要时请重新导出。</translation>
    </message>
    <message>
        <source>HIS-012</source>
        <translation>请指定由 inspector history report 或本应用生成的 .pdf 或 .html 文件。</translation>
    </message>
    <message>
        <source>HIS-020</source>
        <translation>请将该版本的配方文件放回工位的文件夹。</translation>
    </message>
    <message>
        <source>HIS-021</source>
        <translation>请选择保存了图像的工件，或指定工位上已有的模型包。</translation>
    </message>
    <message>
        <source>HIS-022</source>
        <translation>请查看图像本身；判定不受影响，仍然有效。</translation>
    </message>
    <message>
        <source>HIS-030</source>
        <translation>请重新提问。</translation>
    </message>
    <message>
        <source>HIS-031</source>
        <translation>请换一种方式提问，或等其他问题得到答案后再试。</translation>
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
        <source>MOD-010</source>
        <translation>用受信任的密钥签名（inspector model sign），或在工位文件中登记其密钥。</translation>
    </message>
    <message>
        <source>MOD-020</source>
        <translation>查看哪个模型在用、此前是哪个。</translation>
    </message>
    <message>
        <source>MOD-021</source>
        <translation>训练更好的模型，或更正发布门限。</translation>
    </message>
    <message>
        <source>MOD-030</source>
        <translation>等它启用或被拒绝，然后重试。</translation>
    </message>
    <message>
        <source>MOD-031</source>
        <translation>量化此模型，或给产线更多时间。</translation>
    </message>
    <message>
        <source>MOD-032</source>
        <translation>启动工位后再次启用。</translation>
    </message>
    <message>
        <source>MOD-034</source>
        <translation>退回上一个模型，或重新安装。</translation>
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
        <source>PLC-005</source>
        <translation>请填写本机的地址，以及该账户可以打开的端口（1023 以上）。</translation>
    </message>
    <message>
        <source>PLC-007</source>
        <translation>请检查 [plc.tls] 的文件和双方的时钟：双方都必须持有由对方的签发机构签署的证书，服务器的证书必须写明其主机名。</translation>
    </message>
    <message>
        <source>PLC-008</source>
        <translation>请检查 [plc.serial] 和转接器，并结束占用串口的程序；在 Linux 上该账户必须属于 dialout 组。</translation>
    </message>
    <message>
        <source>PLC-011</source>
        <translation>请将 vision_base 和 plc_base（从 0 起）与 PLC 程序比较；PLC 不支持功能码 23 时，请将 exchange 设为 fc16_fc3。</translation>
    </message>
    <message>
        <source>PLC-012</source>
        <translation>请将 plc.watchdog 与耦合器手册比较：各寄存器按顺序写入并读回，至少有一个必须保持所写的值。</translation>
    </message>
    <message>
        <source>PLC-013</source>
        <translation>请查找是什么拖住了工位或其网络；cycle_ms 必须远小于 watchdog_ms。</translation>
    </message>
    <message>
        <source>PLC-015</source>
        <translation>请将 plc.inputs 和 plc.outputs 的地址（从 0 起）与耦合器手册比较。</translation>
    </message>
    <message>
        <source>PLC-016</source>
        <translation>请找出另一个主站（另一工位、PLC 或耦合器的网页）并取消其写入权；一个耦合器只能由一个工位驱动。</translation>
    </message>
    <message>
        <source>PLC-017</source>
        <translation>如果它就是 PLC，请将其地址和协议与 plc.allow、plc.connections_max 和 [plc.tls] 比较；如果不是，请让该程序远离此端口。</translation>
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
        <source>PPL-006</source>
        <translation>请查看“人员”页面或运行 `inspector people list`。</translation>
    </message>
    <message>
        <source>PPL-007</source>
        <translation>请另选姓名；用过的姓名会保留，因为审计记录中仍有该姓名。</translation>
    </message>
    <message>
        <source>PPL-008</source>
        <translation>PIN 码为 4 到 12 位数字，工程师和管理员至少 6 位；密码为 8 到 128 个字符，且不能是常见密码。</translation>
    </message>
    <message>
        <source>PPL-009</source>
        <translation>请使用 1 到 32 个可显示的字符，首尾不能有空格。</translation>
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
        <source>PPL-013</source>
        <translation>请先添加一名管理员；否则没有人能在屏幕上添加其他人员。</translation>
    </message>
    <message>
        <source>PPL-014</source>
        <translation>请先将另一人设为管理员。</translation>
    </message>
    <message>
        <source>PPL-015</source>
        <translation>请让具有相同权限的另一人在“人员”页面批准。</translation>
    </message>
    <message>
        <source>PPL-016</source>
        <translation>如仍需要，请在原处重新申请。</translation>
    </message>
    <message>
        <source>PPL-017</source>
        <translation>请让具有相同权限的另一人批准；您只能撤回。</translation>
    </message>
    <message>
        <source>PPL-018</source>
        <translation>请检查数据文件夹中的 audit.jsonl 和 audit-*.jsonl 及其权限。</translation>
    </message>
    <message>
        <source>PPL-019</source>
        <translation>请保持文件原样，与备份比较，并通知负责人。</translation>
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
        <source>RCP-006</source>
        <translation>请从列表中选择；`inspector recipe list` 列出全部。</translation>
    </message>
    <message>
        <source>RCP-007</source>
        <translation>重新打开“产品”页面，新建一个草稿。</translation>
    </message>
    <message>
        <source>RCP-008</source>
        <translation>重新打开草稿，查看他人所作的修改。</translation>
    </message>
    <message>
        <source>RCP-009</source>
        <translation>请选择其他修订，或换型到该产品。</translation>
    </message>
    <message>
        <source>RCP-010</source>
        <translation>等当前操作结束，或先结束它，然后再换型。</translation>
    </message>
    <message>
        <source>RCP-011</source>
        <translation>先结束批次，或说明此次换型属于该批次。</translation>
    </message>
    <message>
        <source>RCP-012</source>
        <translation>缩短列出的最大一项，或让 PLC 给工件更多时间。</translation>
    </message>
    <message>
        <source>RCP-013</source>
        <translation>在历史中复核一些工件，或采用包含验证得分的模型包。</translation>
    </message>
    <message>
        <source>RCP-014</source>
        <translation>让工位保存图像（`[archive] keep`），并先检测一些工件。</translation>
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
        <source>STA-008</source>
        <translation>请排除它所指出的原因；工位会自行重试。</translation>
    </message>
    <message>
        <source>SHR-000</source>
        <translation>请查看服务器的日志；本站会保留全部结果并自动重试。</translation>
    </message>
    <message>
        <source>SHR-001</source>
        <translation>请检查网络、服务器以及 `history.url` 中的主机和端口；本站会保留全部结果，服务器恢复后自动发送。</translation>
    </message>
    <message>
        <source>SHR-002</source>
        <translation>请检查 `history.url` 中的账户、密码和数据库，以及 pg_hba.conf，并确认该账户可在数据库中创建对象。</translation>
    </message>
    <message>
        <source>SHR-003</source>
        <translation>请更新本程序；未做任何更改，本站在此期间保留全部结果。</translation>
    </message>
    <message>
        <source>SHR-004</source>
        <translation>请用此 `history.url` 启动一次本版本的站；它会完成准备。</translation>
    </message>
    <message>
        <source>SHR-005</source>
        <translation>请运行 `pip install &quot;inspector-station[postgres]&quot;`。</translation>
    </message>
    <message>
        <source>SHR-006</source>
        <translation>请为本站的服务设置 `history.url` 中所写的环境变量。</translation>
    </message>
    <message>
        <source>SHR-007</source>
        <translation>请找出使用相同 `station.id` 和此数据文件夹副本的另一台站；将其停止，或为其设置不同的编号。</translation>
    </message>
    <message>
        <source>SHR-008</source>
        <translation>请在本工位配置文件的 `history.url` 中填写服务器：docs/how-to/share-one-history.md。</translation>
    </message>
    <message>
        <source>SHR-009</source>
        <translation>请缩小查询范围：缩短时间，或只选一个工位。如果仍然很慢，请检查服务器的负载和网络。</translation>
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
    <message>
        <source>STO-009</source>
        <translation>请查看还有什么在使用磁盘以及磁盘是否正常；请减少保存的图像，或换用更快的磁盘。结果不会丢失：它们在闸门的日志中等待保存，但不含已舍弃的图像。</translation>
    </message>
    <message>
        <source>STO-010</source>
        <translation>请检查磁盘是否正常、线缆是否接好、是否已变为只读；磁盘可以写入后，记录会自动继续。已判定的结果不会丢失：它们在闸门的日志中等待保存。</translation>
    </message>
    <message>
        <source>TRN-001</source>
        <translation>更正所列的文件或文件夹。</translation>
    </message>
    <message>
        <source>TRN-002</source>
        <translation>安装命令：pip install &apos;inspector-station[train]&apos;</translation>
    </message>
    <message>
        <source>TRN-003</source>
        <translation>可随时继续，已完成的轮次都已保存。</translation>
    </message>
    <message>
        <source>TRN-004</source>
        <translation>换一个名称或版本。</translation>
    </message>
    <message>
        <source>TRN-016</source>
        <translation>从备份恢复，或重新导入来源。</translation>
    </message>
    <message>
        <source>TRN-017</source>
        <translation>腾出磁盘空间或更正权限，然后重试。</translation>
    </message>
    <message>
        <source>TRN-018</source>
        <translation>为所列类别收集更多图像，或合并类别。</translation>
    </message>
    <message>
        <source>TRN-020</source>
        <translation>选择其他输入像素。</translation>
    </message>
    <message>
        <source>TRN-022</source>
        <translation>选择随机初值，或联网后重试。</translation>
    </message>
    <message>
        <source>TRN-023</source>
        <translation>检查图像是否有坏像素。</translation>
    </message>
    <message>
        <source>TRN-024</source>
        <translation>选择更小的输入像素。</translation>
    </message>
    <message>
        <source>TRN-027</source>
        <translation>腾出磁盘空间，然后继续训练。</translation>
    </message>
    <message>
        <source>TRN-060</source>
        <translation>查看训练列表；已删除的不再存在。</translation>
    </message>
    <message>
        <source>TRN-061</source>
        <translation>先取消它，或等它结束。</translation>
    </message>
    <message>
        <source>TRN-062</source>
        <translation>用 inspector dataset import 把图像导入 datasets 文件夹。</translation>
    </message>
    <message>
        <source>TRN-063</source>
        <translation>腾出磁盘空间或删除已结束的训练，然后开始或继续。</translation>
    </message>
    <message>
        <source>TRN-064</source>
        <translation>继续训练：已完成的轮次都已保存。若再次结束，请看下方日志。</translation>
    </message>
    <message>
        <source>TRN-065</source>
        <translation>换一个版本；已有的从不覆盖。</translation>
    </message>
</context>
<context>
    <name>ReplayPart</name>
    <message>
        <source>Program version</source>
        <translation>程序版本</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行库</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>执行后端</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>open</source>
        <translation>未复核</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>overridden</source>
        <translation>已改判</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>有争议</translation>
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
        <source>Settings cannot be changed now</source>
        <translation>现在不能更改设置</translation>
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
        <source>Password</source>
        <translation>密码</translation>
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
        <source>Nobody is defined at this station. Begin with an administrator on the People page.</source>
        <translation>此工位尚未定义任何人员。请在“人员”页面先添加一名管理员。</translation>
    </message>
    <message>
        <source>Touch your name, then enter your PIN or password.</source>
        <translation>请触摸您的姓名，然后输入 PIN 码或密码。</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Capital letters</source>
        <translation>大写字母</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Delete the last character</source>
        <translation>删除最后一个字符</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Keys on the screen</source>
        <translation>屏幕键盘</translation>
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
    <name>Statistics</name>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>工件</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation>控制下限</translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation>控制上限</translation>
    </message>
    <message>
        <source>Rules broken</source>
        <translation>违反的规则</translation>
    </message>
    <message>
        <source>upper limit</source>
        <translation>控制上限</translation>
    </message>
    <message>
        <source>lower limit</source>
        <translation>控制下限</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>No parts were judged in this time.</source>
        <translation>该时段内没有工件被判定。</translation>
    </message>
    <message>
        <source>Mean {mean} of {parts} parts.</source>
        <translation>平均 {mean}，共 {parts} 个工件。</translation>
    </message>
    <message>
        <source>Points that chance does not explain: {points}.</source>
        <translation>偶然性无法解释的点：{points}。</translation>
    </message>
    <message>
        <source>Nothing that chance does not explain.</source>
        <translation>没有偶然性无法解释的点。</translation>
    </message>
    <message>
        <source>Hollow points have too few parts to be judged.</source>
        <translation>空心点的工件太少，无法评判。</translation>
    </message>
    <message>
        <source>The points vary {times} times as much as chance does: Laney p′ widens the limits by as much.</source>
        <translation>各点的波动是偶然波动的 {times} 倍：Laney p′ 将控制限放宽同样的倍数。</translation>
    </message>
    <message>
        <source>There are too few parts to judge this point.</source>
        <translation>工件太少，无法评判该点。</translation>
    </message>
    <message>
        <source>Parts not OK</source>
        <translation>不合格率</translation>
    </message>
    <message>
        <source>Defects per part</source>
        <translation>单件缺陷数</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Not OK</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>{measure}: nothing was measured in this time.</source>
        <translation>{measure}：该时段内没有测量值。</translation>
    </message>
    <message>
        <source>{measure}: {pictures} pictures. Bars tell the middle 80 %.</source>
        <translation>{measure}：{pictures} 张图像。竖线表示中间 80 %。</translation>
    </message>
    <message>
        <source>Of so many parts only some were read.</source>
        <translation>工件过多，仅读取了其中一部分。</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>判定数</translation>
    </message>
    <message>
        <source>Not OK and passed</source>
        <translation>不合格却放行</translation>
    </message>
    <message>
        <source>OK and rejected</source>
        <translation>合格却剔除</translation>
    </message>
    <message>
        <source>No parts came in this time.</source>
        <translation>该时段内没有工件。</translation>
    </message>
    <message>
        <source>{parts} verdicts; every outcome known is the one decided. Under way: {pending}.</source>
        <translation>{parts} 个判定；所有已知去向均与判定一致。途中：{pending}。</translation>
    </message>
    <message>
        <source>{parts} verdicts. Not OK and passed: {passed}; reject not confirmed: {unconfirmed}; unknown: {unknown}.</source>
        <translation>{parts} 个判定。不合格却放行：{passed}；剔除未确认：{unconfirmed}；未知：{unknown}。</translation>
    </message>
    <message>
        <source>Parts that were not OK have passed.</source>
        <translation>有不合格工件被放行。</translation>
    </message>
    <message>
        <source>Nobody saw where some of these parts went.</source>
        <translation>其中一些工件的去向无人知晓。</translation>
    </message>
    <message>
        <source>share of parts not OK</source>
        <translation>占不合格件的比例</translation>
    </message>
    <message>
        <source>with those before it</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Cumulative share</source>
        <translation>累计占比</translation>
    </message>
    <message>
        <source>No part was judged not OK in this time.</source>
        <translation>该时段内没有工件被判为不合格。</translation>
    </message>
    <message>
        <source>Not OK: {parts} parts. The most frequent class is {name}: {share}.</source>
        <translation>不合格：{parts} 个工件。最常见的类别是 {name}：{share}。</translation>
    </message>
    <message>
        <source>Of parts not OK</source>
        <translation>占不合格件</translation>
    </message>
    <message>
        <source>With those before it</source>
        <translation>含前面各类</translation>
    </message>
    <message>
        <source>Of all parts</source>
        <translation>占全部工件</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>wrong verdict</source>
        <translation>判定错误</translation>
    </message>
    <message>
        <source>other class</source>
        <translation>类别不同</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>有争议</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Wrong verdict</source>
        <translation>判定错误</translation>
    </message>
    <message>
        <source>Other class</source>
        <translation>类别不同</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>有争议</translation>
    </message>
    <message>
        <source>False rejects: {share} of reviewed rejects ({interval}); {reviewed} were reviewed.</source>
        <translation>误剔：占已复核剔除件的 {share}（{interval}）；已复核 {reviewed}。</translation>
    </message>
    <message>
        <source>False rejects: not known, no reject was reviewed.</source>
        <translation>误剔：未知，尚未复核任何剔除件。</translation>
    </message>
    <message>
        <source>Escapes: {share} of reviewed OK parts ({interval}); {reviewed} were reviewed.</source>
        <translation>漏检：占已复核合格件的 {share}（{interval}）；已复核 {reviewed}。</translation>
    </message>
    <message>
        <source>Escapes: not known, no OK part was reviewed.</source>
        <translation>漏检：未知，尚未复核任何合格件。</translation>
    </message>
    <message>
        <source>Reviewed parts are chosen by people: the shares hold for them only.</source>
        <translation>复核件由人员挑选：这些占比仅适用于复核件。</translation>
    </message>
    <message>
        <source>The list shows the {parts} parts with a corrected verdict or class.</source>
        <translation>列表显示判定或类别被更正的 {parts} 个工件。</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>Escapes</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>False rejects</source>
        <translation>误剔</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>限值 {limit}</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>得分下限</translation>
    </message>
    <message>
        <source>Score to</source>
        <translation>得分上限</translation>
    </message>
    <message>
        <source>No part has a score in this time.</source>
        <translation>该时段内没有工件有得分。</translation>
    </message>
    <message>
        <source>Scores of class {name}: {parts} parts.</source>
        <translation>类别 {name} 的得分：{parts} 个工件。</translation>
    </message>
    <message>
        <source>Scores {begin} to {end}</source>
        <translation>得分 {begin} 至 {end}</translation>
    </message>
    <message>
        <source>yield</source>
        <translation>合格率</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>合格率</translation>
    </message>
    <message>
        <source>Lower end, 95 %</source>
        <translation>下端，95 %</translation>
    </message>
    <message>
        <source>Upper end, 95 %</source>
        <translation>上端，95 %</translation>
    </message>
    <message>
        <source>Yield {share} of {parts} parts. Bars tell the 95 % interval.</source>
        <translation>合格率 {share}，共 {parts} 个工件。竖线表示 95 % 区间。</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Defect class</source>
        <translation>缺陷类别</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>too few parts</source>
        <translation>工件太少</translation>
    </message>
    <message>
        <source>look here</source>
        <translation>请注意</translation>
    </message>
    <message>
        <source>One point per {subgroup}</source>
        <translation>每点：{subgroup}</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>of this station only</source>
        <translation>仅限本工位</translation>
    </message>
    <message>
        <source>There is no such lot. Lots begin on the live page.</source>
        <translation>没有这样的批次。批次在“实时”页面开始。</translation>
    </message>
    <message>
        <source>The station file names no shifts. See [[shift]] in its page.</source>
        <translation>工位文件未定义班次。请参见其说明页中的 [[shift]]。</translation>
    </message>
    <message>
        <source>Touch a point to see its figures.</source>
        <translation>触按一个点以查看其数据。</translation>
    </message>
    <message>
        <source>This point is beyond the limits.</source>
        <translation>该点超出控制限。</translation>
    </message>
    <message>
        <source>Two of three points are in the outer third on one side.</source>
        <translation>三点中有两点位于同侧的外三分之一区。</translation>
    </message>
    <message>
        <source>Four of five points are in the outer two thirds on one side.</source>
        <translation>五点中有四点位于同侧的外三分之二区。</translation>
    </message>
    <message>
        <source>Eight points in a row are on one side of the centre line.</source>
        <translation>连续八点位于中心线同侧。</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>day</source>
        <translation>天</translation>
    </message>
    <message>
        <source>lot</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Parts (p)</source>
        <translation>工件 (p)</translation>
    </message>
    <message>
        <source>Parts (Laney p′)</source>
        <translation>工件 (Laney p′)</translation>
    </message>
    <message>
        <source>Defects (u)</source>
        <translation>缺陷 (u)</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>清晰度</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Saturated, %</source>
        <translation>饱和，%</translation>
    </message>
    <message>
        <source>Shift x, px</source>
        <translation>位移 x，px</translation>
    </message>
    <message>
        <source>Shift y, px</source>
        <translation>位移 y，px</translation>
    </message>
    <message>
        <source>Score of good classes</source>
        <translation>合格类别得分</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新异度</translation>
    </message>
    <message>
        <source>Share of rejects</source>
        <translation>剔除占比</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{whole} 中的 {part}</translation>
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
<context>
    <name>WhatIf</name>
    <message>
        <source>Accept from</source>
        <translation>接受阈值</translation>
    </message>
    <message>
        <source>was {limit}</source>
        <translation>原为 {limit}</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>判定所用模型</translation>
    </message>
    <message>
        <source>An escape costs</source>
        <translation>一件漏检的代价</translation>
    </message>
    <message>
        <source>A good part rejected costs</source>
        <translation>一件误剔的代价</translation>
    </message>
    <message>
        <source>The model of then</source>
        <translation>当时的模型</translation>
    </message>
    <message>
        <source>What the limit does</source>
        <translation>阈值的影响</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>工件数</translation>
    </message>
    <message>
        <source>Escapes</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Good rejected or not decided</source>
        <translation>误剔或无法判定</translation>
    </message>
    <message>
        <source>Parts not passed</source>
        <translation>未放行的工件</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>会有哪些变化</translation>
    </message>
    <message>
        <source>The station decides the parts again …</source>
        <translation>本站正在重新判定这些工件……</translation>
    </message>
    <message>
        <source>Draft {number} of {recipe} waits on the Products page.</source>
        <translation>{recipe} 的草稿 {number} 已放在“产品”页。</translation>
    </message>
    <message>
        <source>no scores are stored</source>
        <translation>没有保存得分</translation>
    </message>
    <message>
        <source>their model is not at the station</source>
        <translation>本站没有当时的模型</translation>
    </message>
    <message>
        <source>their recipe revision is nowhere</source>
        <translation>找不到当时的配方版本</translation>
    </message>
    <message>
        <source>another camera had rejected them</source>
        <translation>另一台相机已先判为不合格</translation>
    </message>
    <message>
        <source>no picture was kept</source>
        <translation>没有保存图像</translation>
    </message>
    <message>
        <source>the picture is gone or damaged</source>
        <translation>图像丢失或损坏</translation>
    </message>
    <message>
        <source>{changed} of {parts} parts would change</source>
        <translation>{parts} 件工件中有 {changed} 件的判定会变化</translation>
    </message>
    <message>
        <source>so far: {seen} of {total} looked at</source>
        <translation>目前：已查看 {total} 件中的 {seen} 件</translation>
    </message>
    <message>
        <source>Nobody has reviewed these parts: show those that would change and say what they are.</source>
        <translation>这些工件尚无人复核：请显示会变化的工件并说明其真实情况。</translation>
    </message>
    <message>
        <source>{parts} not decided again: {why}</source>
        <translation>{parts} 件未重新判定：{why}</translation>
    </message>
    <message>
        <source>Of {parts} {verdict} a sample of {decided}: {share} would change</source>
        <translation>{parts} 件“{verdict}”中抽样 {decided} 件：{share} 会变化</translation>
    </message>
    <message>
        <source>{parts} verdicts do not follow from their scores of then</source>
        <translation>{parts} 个判定与当时的得分不符</translation>
    </message>
    <message>
        <source>Reviewed: escapes {before} → {after} of {defective}{share} · good rejected {rejects_before} → {rejects_after} of {good} · cost {cost_before} → {cost_after}</source>
        <translation>已复核：漏检 {before} → {after}，共 {defective} 件缺陷{share} · 误剔 {rejects_before} → {rejects_after}，共 {good} 件合格 · 代价 {cost_before} → {cost_after}</translation>
    </message>
    <message>
        <source>Challenge parts: escapes {before} → {after} of {defective}{share} · good rejected {rejects_before} → {rejects_after} of {good}</source>
        <translation>挑战件：漏检 {before} → {after}，共 {defective} 件缺陷{share} · 误剔 {rejects_before} → {rejects_after}，共 {good} 件合格</translation>
    </message>
    <message>
        <source>All that would change</source>
        <translation>所有会变化的</translation>
    </message>
    <message>
        <source>{verdict} stays</source>
        <translation>{verdict}不变</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>未复核</translation>
    </message>
    <message>
        <source>Least cost {cost} at {limit}</source>
        <translation>阈值 {limit} 时代价最小：{cost}</translation>
    </message>
</context>
</TS>

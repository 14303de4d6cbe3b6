/** What is said on duty, Chinese and English as in such control rooms. */

export const TO_GROUP = [
  '已到达现场 / Arrived on scene',
  '收到 / Copy',
  '正在巡逻，情况正常 / On patrol, all quiet',
  '人群聚集，约二十人 / About twenty people gathering',
  '请求支援 / Requesting backup',
  '交通事故，请派救护车 / Traffic accident, please send an ambulance',
  '嫌疑车辆向北行驶 / Suspect vehicle heading north',
  '设备电量低，准备更换 / Battery low, swapping now',
  '处置完毕，返回 / Dealt with, returning',
  '换班完成 / Shift handed over',
  '路口拥堵，正在疏导 / Junction jammed, directing traffic',
  '请确认视频画面 / Please confirm the picture',
  '走失儿童已找到 / The missing child was found',
] as const

export const FROM_DESK = [
  '各组注意，报告位置 / All units, report your position',
  '收到，支援两分钟到 / Copy, backup in two minutes',
  '请把镜头转向东侧 / Turn your camera to the east, please',
  '画面清楚，谢谢 / Picture is clear, thank you',
  '今晚七点有活动保障任务 / Event duty tonight at seven',
  '请打开执法记录仪 / Switch on your body camera',
] as const

export const PERSONAL = [
  '请回电 / Call me back, please',
  '交班记录已发 / I sent the handover notes',
  '三号摄像头无画面 / Camera three has no picture',
  '知道了 / Understood',
  '明天的排班看一下 / Have a look at tomorrow’s roster',
] as const

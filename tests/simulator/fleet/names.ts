/** The city's vocabulary, Chinese and English, as such fleets are named in practice. */

export interface DistrictName {
  readonly zh: string
  readonly en: string
  /** Offset of its middle from the middle of the city, metres east and north. */
  readonly east: number
  readonly north: number
}

export interface TeamName {
  readonly zh: string
  readonly en: string
  readonly short: string
}

export const CITY = { id: '000000', zh: '临江市', en: 'Linjiang City', lng: 120.305, lat: 31.572 } as const

export const DISTRICTS: readonly DistrictName[] = [
  { zh: '东城', en: 'East', east: 5200, north: 400 },
  { zh: '西城', en: 'West', east: -5000, north: -300 },
  { zh: '滨江', en: 'Riverside', east: 400, north: 5600 },
  { zh: '南湖', en: 'South Lake', east: -600, north: -6100 },
  { zh: '老城', en: 'Old Town', east: 0, north: 0 },
  { zh: '高新', en: 'High-Tech', east: 8200, north: -4700 },
  { zh: '港区', en: 'Harbour', east: 3700, north: 9400 },
  { zh: '云山', en: 'Yunshan', east: -9100, north: 4200 },
  { zh: '机场', en: 'Airport', east: 13200, north: -9000 },
  { zh: '北塘', en: 'North Pond', east: -3900, north: 5200 },
  { zh: '新城', en: 'New Town', east: -5600, north: -8700 },
  { zh: '开发区', en: 'Industrial Park', east: 10400, north: 4900 },
]

export const TEAMS: readonly TeamName[] = [
  { zh: '巡逻大队', en: 'Patrol', short: '巡逻' },
  { zh: '交警大队', en: 'Traffic', short: '交警' },
  { zh: '消防救援', en: 'Fire & Rescue', short: '消防' },
  { zh: '特警支队', en: 'Special', short: '特警' },
  { zh: '城市管理', en: 'City Management', short: '城管' },
  { zh: '应急抢险', en: 'Emergency', short: '应急' },
  { zh: '轨道交通', en: 'Metro', short: '轨道' },
  { zh: '电力巡检', en: 'Power Grid', short: '电力' },
]

export const FAMILY_NAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
]
export const GIVEN_NAMES = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '涛',
  '明',
  '超',
  '秀兰',
  '建国',
  '志强',
]
export const POSITIONS = ['Officer', 'Sergeant', 'Team leader', 'Dispatcher', 'Inspector'] as const

/**
 * What a control room says in years, by seed: Chinese and English, words as uneven as in speech (the n-th most frequent one
 * is said about 1/n as often), names of people and places, numbers. Nothing repeats as whole sentences do in the simulator.
 */
import { createRandom, type Random } from '../../simulator/random.ts'

export interface Corpus {
  /** One message. */
  text(): string
  /** An index below `count`, the first ones far more often than the last. */
  uneven(count: number): number
}

/** Frequent in Chinese of duty; the rest of the words is made of the characters of the basic block. */
const CHARACTERS =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严'

const ENGLISH =
  'the to at on is unit copy please north gate south east west bridge station camera picture patrol suspect vehicle white black silver car van truck driver male female jacket running toward market school hospital road street corner junction traffic accident ambulance fire smoke crowd people quiet backup requested arrived leaving scene returning shift handover battery low signal lost helmet body worn recording confirm position report all clear standby channel floor talk group alarm handled released reopen river park tunnel platform track line metro exit lobby warehouse factory fence perimeter breach drone delivery missing child elder found witness statement evidence plate number check stolen bicycle scooter fight noise complaint neighbour keys door window glass broken entry basement garage lift roof water leak gas smell power outage cable pole tree fallen storm rain flood snow ice'.split(
    ' ',
  )

const SYLLABLES =
  'ba ber cal car chen dan del dor en fer gan gor han hel ing jin kar ken lan lin lor mar men min nar nel nor pan per pol qin ran ren ros san sen shi sol tan ter tin ton ur van ver vin wan wen wil xin yan yor zan zhou'.split(
    ' ',
  )

const CHINESE_WORDS = 6_000
const ENGLISH_WORDS = 5_000

export function createCorpus(seed: number): Corpus {
  const random = createRandom(seed)
  const characters = Array.from(CHARACTERS)
  const uneven = (count: number): number => Math.floor(Math.exp(random.next() * Math.log(count + 1))) - 1
  const character = (): string =>
    random.chance(0.8)
      ? (characters[uneven(characters.length)] ?? '')
      : String.fromCodePoint(0x4e00 + random.between(0, 2_999))
  const chinese = Array.from({ length: CHINESE_WORDS }, () =>
    Array.from({ length: random.pick([1, 2, 2, 2, 3, 4]) }, character).join(''),
  )
  const english = [
    ...ENGLISH,
    ...Array.from({ length: ENGLISH_WORDS - ENGLISH.length }, () =>
      Array.from({ length: random.between(2, 4) }, () => random.pick(SYLLABLES)).join(''),
    ),
  ]
  const from = (words: readonly string[]): string => words[uneven(words.length)] ?? ''

  function sentence(random: Random): string {
    const isChinese = random.chance(0.6)
    const words = Array.from({ length: random.between(3, isChinese ? 14 : 10) }, () =>
      from(isChinese ? chinese : english),
    )
    if (random.chance(0.15)) words.push(String(random.between(1, 99_999)))
    return isChinese ? `${words.join('')}。` : words.join(' ')
  }

  return { text: () => sentence(random), uneven }
}

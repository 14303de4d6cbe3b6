/** naive-ui in our colours. Values repeat `tokens.css` because naive-ui computes shades from them and cannot read variables. */
import type { GlobalThemeOverrides } from 'naive-ui'

export const THEMES = ['dark', 'light'] as const
export type ThemeName = (typeof THEMES)[number]

interface Palette {
  ground: string
  panel: string
  raised: string
  hover: string
  line: string
  lineStrong: string
  text: string
  text2: string
  text3: string
  accent: string
  ok: string
  warn: string
  alarm: string
}

const palettes: Record<ThemeName, Palette> = {
  dark: {
    ground: '#0c0f12',
    panel: '#13171b',
    raised: '#1a1f25',
    hover: '#20262d',
    line: '#262d35',
    lineStrong: '#36404b',
    text: '#d5dbe3',
    text2: '#98a3af',
    text3: '#717c89',
    accent: '#6aa5dc',
    ok: '#44b87f',
    warn: '#e0a73c',
    alarm: '#ea5b52',
  },
  light: {
    ground: '#e6eaee',
    panel: '#f7f9fa',
    raised: '#ffffff',
    hover: '#eaeff3',
    line: '#d3dae1',
    lineStrong: '#b5c0cb',
    text: '#1a2129',
    text2: '#4e5a67',
    text3: '#6a7683',
    accent: '#1f6aac',
    ok: '#17804d',
    warn: '#9a6300',
    alarm: '#c62f27',
  },
}

const FONT = "'Inter', 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', system-ui, sans-serif"

export function themeOverrides(name: ThemeName): GlobalThemeOverrides {
  const colour = palettes[name]
  const line = `1px solid ${colour.line}`
  const lineStrong = `1px solid ${colour.lineStrong}`
  const lineAccent = `1px solid ${colour.accent}`
  const field = name === 'dark' ? colour.ground : colour.raised
  return {
    common: {
      fontFamily: FONT,
      fontSize: '13px',
      fontSizeSmall: '12px',
      fontSizeMedium: '13px',
      fontSizeLarge: '14px',
      heightTiny: '22px',
      heightSmall: '26px',
      heightMedium: '30px',
      heightLarge: '34px',
      borderRadius: '3px',
      borderRadiusSmall: '2px',
      primaryColor: colour.accent,
      primaryColorHover: colour.accent,
      primaryColorPressed: colour.accent,
      primaryColorSuppl: colour.accent,
      infoColor: colour.accent,
      successColor: colour.ok,
      warningColor: colour.warn,
      errorColor: colour.alarm,
      textColorBase: colour.text,
      textColor1: colour.text,
      textColor2: colour.text,
      textColor3: colour.text2,
      placeholderColor: colour.text3,
      bodyColor: colour.ground,
      cardColor: colour.panel,
      modalColor: colour.raised,
      popoverColor: colour.raised,
      inputColor: field,
      hoverColor: colour.hover,
      borderColor: colour.line,
      dividerColor: colour.line,
    },
    // A hairline instead of a glow: what has the focus is said once.
    Input: {
      border: lineStrong,
      borderHover: lineStrong,
      borderFocus: lineAccent,
      borderDisabled: line,
      boxShadowFocus: 'none',
      colorFocus: field,
      iconColor: colour.text3,
      iconColorHover: colour.text2,
      iconColorPressed: colour.text,
    },
    Checkbox: { border: lineStrong, borderFocus: lineAccent, boxShadowFocus: 'none' },
    Button: { border: lineStrong, waveOpacity: '0' },
  }
}

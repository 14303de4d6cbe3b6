/**
 * Who may import whom, as one table. The rule resolves every import to a folder of the project or to a package and looks
 * it up; what is not allowed is an error. The drawing of it is in each folder's README.
 */
import path from 'node:path'
import type { Rule } from 'eslint'

const BROWSER = [
  'vue',
  'vue-router',
  'vue-i18n',
  'pinia',
  'naive-ui',
  '@vueuse/core',
  'pinyin-pro',
  'typebox',
  'ol',
  'ol-pmtiles',
  'topojson-client',
  'topojson-specification',
  'world-atlas',
]

interface Layer {
  readonly folder: string
  readonly mayImport: readonly string[]
  readonly notImport?: readonly string[]
  readonly packages: readonly string[] | '*'
}

/** First match wins, so the narrow folders stand before the wide ones. `packages: '*'` is any but `electron`. */
const LAYERS: readonly Layer[] = [
  { folder: 'shared', mayImport: ['shared'], packages: ['typebox'] },
  {
    folder: 'electron/core',
    mayImport: ['shared', 'electron/core'],
    packages: ['node:', 'typebox', 'ws', 'better-sqlite3', 'mediabunny'],
  },
  {
    folder: 'electron/host/electron',
    mayImport: ['shared', 'electron/core', 'electron/host/electron', 'electron/host/common'],
    packages: ['node:', 'electron'],
  },
  { folder: 'electron/main.ts', mayImport: ['shared', 'electron'], packages: ['node:', 'electron'] },
  { folder: 'electron/preload.ts', mayImport: ['shared'], packages: ['electron'] },
  {
    folder: 'electron',
    mayImport: ['shared', 'electron', 'package.json'],
    notImport: ['electron/host/electron'],
    packages: '*',
  },
  { folder: 'renderer/vite.config.ts', mayImport: [], packages: '*' },
  { folder: 'renderer', mayImport: ['shared', 'renderer'], packages: BROWSER },
  {
    folder: 'tests/simulator',
    mayImport: ['shared/platform', 'tests/simulator'],
    packages: ['node:', 'ws', 'node-datachannel', 'typebox'],
  },
  { folder: 'tests', mayImport: ['shared', 'electron', 'renderer', 'tests'], packages: '*' },
]

function inside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`)
}

/** Why `importer` may not import `target`, or undefined. Both relative to the project; `target` may be a package. */
export function violation(importer: string, target: string, isPackage: boolean): string | undefined {
  const layer = LAYERS.find((candidate) => inside(importer, candidate.folder))
  if (!layer) return undefined
  if (isPackage) {
    if (layer.packages === '*') return target === 'electron' ? `only the Electron host may import electron` : undefined
    const allowed = layer.packages.some(
      (name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`),
    )
    return allowed ? undefined : `${layer.folder} may not import the package ${target}`
  }
  if (layer.notImport?.some((folder) => inside(target, folder))) return `${layer.folder} may not import ${target}`
  return layer.mayImport.some((folder) => inside(target, folder))
    ? undefined
    : `${layer.folder} may import ${layer.mayImport.join(', ') || 'nothing of the project'}, not ${target}`
}

export const layersRule: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep).join('/')
    function check(source: Rule.Node | undefined): void {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const isPackage = !source.value.startsWith('.')
      const target = isPackage
        ? source.value
        : path.posix.normalize(path.posix.join(path.posix.dirname(importer), source.value))
      const message = violation(importer, target, isPackage)
      if (message) context.report({ node: source, message })
    }
    return {
      ImportDeclaration: (node) => check((node.source ?? undefined) as Rule.Node | undefined),
      ImportExpression: (node) => check((node.source ?? undefined) as Rule.Node | undefined),
      ExportNamedDeclaration: (node) => check((node.source ?? undefined) as Rule.Node | undefined),
      ExportAllDeclaration: (node) => check((node.source ?? undefined) as Rule.Node | undefined),
    }
  },
}

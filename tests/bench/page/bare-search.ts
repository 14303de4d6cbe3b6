/** The bare minimum of a search: a field, the names as they are, `includes` over all of them, the first hits as lines. */
const LINES = 40

/** A page of its own with the names in it. */
export function bareSearchPage(names: readonly string[]): string {
  const data = JSON.stringify(names).replaceAll('<', '\\u003c')
  return `<!doctype html><meta charset="utf-8"><title>bare</title>
<input id="search"><div id="list"><div id="result" data-count="all"></div></div>
<script>(${String(search)})(${data}, ${LINES})</script>`
}

/** Runs inside the page. */
function search(names: readonly string[], lines: number): void {
  const folded = names.map((name) => name.toLowerCase())
  const field = document.querySelector<HTMLInputElement>('#search')
  const result = document.querySelector<HTMLElement>('#result')
  if (!field || !result) return
  const show = (): void => {
    const wanted = field.value.toLowerCase()
    const hits = names.filter((_name, at) => folded[at]?.includes(wanted))
    result.dataset['count'] = wanted === '' ? 'all' : String(hits.length)
    result.replaceChildren(
      ...hits.slice(0, lines).map((name) => {
        const line = document.createElement('div')
        line.textContent = name
        return line
      }),
    )
  }
  field.addEventListener('input', show)
  field.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    field.value = ''
    show()
  })
  show()
}

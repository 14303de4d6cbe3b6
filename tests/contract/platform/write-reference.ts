/** `npm run reference`: writes `shared/platform/README.md`. */
import { writeFileSync } from 'node:fs'
import { reference } from './reference.ts'

writeFileSync(new URL('../../../shared/platform/README.md', import.meta.url), reference())

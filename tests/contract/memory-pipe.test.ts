import { memoryPipe } from '../../shared/memory-pipe.ts'
import { pipeSuite } from './pipe-suite.ts'

pipeSuite('inside one process', (service) => () => {
  const [page, core] = memoryPipe()
  service.serve(core)
  return Promise.resolve({ pipe: page, vanish: () => page.close() })
})

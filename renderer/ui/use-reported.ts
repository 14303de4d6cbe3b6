import { useMessage } from 'naive-ui'
import { toEnvelope, useErrorWords } from './error-sentence.ts'

/** For actions without a place of their own for errors: what fails is told in words at the edge of the window. */
export function useReported(): (action: Promise<unknown>) => void {
  const message = useMessage()
  const words = useErrorWords()
  return (action) => {
    action.catch((thrown: unknown) => {
      const { sentence, detail } = words(toEnvelope(thrown))
      message.error(detail ? `${sentence} (${detail})` : sentence, { duration: 8000, closable: true })
    })
  }
}

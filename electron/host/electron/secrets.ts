import { safeStorage } from 'electron'
import type { Secrets } from '../../core/host.ts'
import type { Log } from '../common/log-file.ts'
import { openSecretFile, type Sealing } from '../common/secret-file.ts'

const SEALING: Sealing = {
  seal: async (text) => (await safeStorage.encryptStringAsync(text)).toString('base64'),
  unseal: async (text) => (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result,
}

/**
 * Secrets sealed by the system's keyring. On a Linux without one Electron "encrypts" with a password that is in its source:
 * that is no protection, so it counts as none and the file's permissions are all there is, which is said.
 */
export async function openSecrets(folder: string, log: Log): Promise<Secrets> {
  const isPretence = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  const hasKeyring = !isPretence && (await safeStorage.isAsyncEncryptionAvailable().catch(() => false))
  if (hasKeyring) return openSecretFile({ folder, sealing: SEALING, log })
  log('warn', 'This system has no keyring: stored passwords are protected by file permissions only.')
  return openSecretFile({ folder, log })
}

/** Whether a field holds a secret, by its name: the documentation marks them no other way. */
export function isSecretName(name: string): boolean {
  return /passw|pwd$|encrypted$|secret|^token$|^(wpa|wep)key$|^psk$/i.test(name)
}

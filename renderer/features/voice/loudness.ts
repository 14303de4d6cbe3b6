/** Loudness of samples between -1 and 1, on a scale the ear agrees with: 0 silent (-60 dB) to 1 full. */
export function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibel = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)) + 1e-6)
  return Math.max(0, Math.min(1, (decibel + 60) / 60))
}

/** The JSON schema of `preflight.yaml`. */
export function settingsSchema(_rules: readonly string[]): object {
  return {};
}

/** A workflow with one job of these steps, each of them as lines of YAML. */
export const workflow = (on: string, ...steps: readonly string[]): string =>
  `on: ${on}\npermissions:\n  contents: read\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `${step.replace(/^/gm, '      ')}\n`).join('')}`;

export const file = '.github/workflows/ci.yml';

/** `${{ … }}` */
export const expression = (inner: string): string => `\${{ ${inner} }}`;

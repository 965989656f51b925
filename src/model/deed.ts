/** What a step does for the quality or the delivery of the product. */
export type DeedKind =
  | 'tests'
  | 'lints'
  | 'type-checks'
  | 'checks formatting'
  | 'lints configuration'
  | 'scans dependencies'
  | 'scans code'
  | 'scans images'
  | 'scans for secrets'
  | 'measures coverage'
  | 'builds an image'
  | 'deploys'
  | 'publishes';

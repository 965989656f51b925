/** Somebody whose signature can be asked for. */
export interface SignOffRole {
  readonly id: string;
  readonly title: string;
  /** The item that shows this role's signature. */
  readonly item: string;
  /** Sections that a signature covers. */
  readonly owns: readonly string[];
  /** Sections that the role looks at, and another signs. */
  readonly reviews: readonly string[];
  /** Whether the verdict waits for it, unless `preflight.yaml` says otherwise. */
  readonly required: boolean;
}

/** The roles that the checklist knows; every section is owned by one of them. */
export const signOffRoles: readonly SignOffRole[] = [
  {
    id: 'engineering-lead',
    title: 'Engineering Lead',
    item: 'launch.engineering-sign-off',
    owns: ['quality', 'testing', 'delivery', 'database', 'resilience', 'config', 'performance'],
    reviews: ['health', 'observability', 'docs', 'launch'],
    required: true,
  },
  {
    id: 'security-lead',
    title: 'Security Lead',
    item: 'launch.security-sign-off',
    owns: ['secrets', 'auth', 'http', 'data', 'compliance'],
    reviews: ['platform', 'delivery', 'database', 'launch'],
    required: false,
  },
  {
    id: 'operations-lead',
    title: 'Operations Lead',
    item: 'launch.operations-sign-off',
    owns: ['health', 'observability', 'platform', 'recovery', 'docs'],
    reviews: ['delivery', 'config', 'resilience', 'launch'],
    required: false,
  },
  {
    id: 'product-owner',
    title: 'Product Owner',
    item: 'launch.product-sign-off',
    owns: ['launch'],
    reviews: ['docs', 'compliance', 'performance', 'recovery'],
    required: false,
  },
];

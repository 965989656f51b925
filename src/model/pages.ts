/** The page of a rule in the documentation. */
export const pageOf = (rule: string): string => `https://github.com/preflight-dev/preflight/blob/main/docs/rules/${rule}.md`;

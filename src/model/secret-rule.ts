// A secret's rule, of whatever area: `secrets/…`, `docker/secret-in-image`. What is logged is a name, not a value.
const SECRET = /^(?!secrets\/logged$)(?:secrets\/|[\w-]+\/secret-)/;

/** Whether what a rule underlines is a secret's text. */
export const speaksOfSecret = (rule: string): boolean => SECRET.test(rule);

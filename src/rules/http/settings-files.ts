interface Stated {
  readonly uri: string;
  readonly framework?: string;
  readonly setting: string;
}

const SHIPS = /(?:^|[/_.-])(?:prod|production|live|deploy|deployment|heroku|release|staging)(?=[/_.-])/i;

const lastParts = (uri: string): string => uri.split('/').slice(-3).join('/');

/** Whether a settings file is the one that production uses, by its name. */
export const isMeantToShip = (uri: string): boolean => SHIPS.test(lastParts(uri));

/** Whether the settings of one file take the place of another's in production: both are of one framework, and its name says so. */
export const overrides = (other: Stated, base: Stated): boolean =>
  other.uri !== base.uri && other.setting === base.setting && other.framework === base.framework && isMeantToShip(other.uri);

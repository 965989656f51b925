/** Samples are put together here, so that no file of this repository holds one whole. */
export const own = ['hunter2', 'prod', '9fk2'].join('-');
export const short = ['S3cr', '3t!'].join('');
export const hex = ['4f9a1c7e', '2b8d6035', 'e7a9c4f1', '0d3b5826'].join('');
export const mixed = ['q8Zr2', 'Xw9Lk4', 'Vt7Nb1'].join('');
export const guess = ['pass', 'word'].join('');
/** `scheme://user:password@rest` */
export const url = (scheme: string, user: string, password: string, rest: string): string => `${scheme}://${user}:${password}@${rest}`;

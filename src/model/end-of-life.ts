import type { Version } from './version-range.js';

export type Language = 'Python' | 'Node.js' | 'Go' | 'Java';

/** How many numbers of a version make a release that is supported by itself: Python 3.12, Node.js 22. */
export const RELEASE_PARTS: Readonly<Record<Language, number>> = { Python: 2, 'Node.js': 1, Go: 2, Java: 1 };

/**
 * What had ended on 2026-11-21, with the day of the last security fixes; what ends later is not listed. As https://endoflife.date/python,
 * /nodejs, /go and /eclipse-temurin said on 2026-08-22 (for Node.js 11 https://github.com/nodejs/Release says so); for Java only releases
 * without long-term support, whose end is the same at every vendor.
 */
const ENDED: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  Python: {
    '2.6': '2013-10-29',
    '2.7': '2020-01-01',
    '3.2': '2016-02-20',
    '3.3': '2017-09-29',
    '3.4': '2019-03-18',
    '3.5': '2020-09-30',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
  },
  'Node.js': {
    '4': '2018-04-30',
    '5': '2016-06-30',
    '6': '2019-04-30',
    '7': '2017-06-30',
    '8': '2019-12-31',
    '9': '2018-06-30',
    '10': '2021-04-30',
    '11': '2019-06-01',
    '12': '2022-04-30',
    '13': '2020-06-01',
    '14': '2023-04-30',
    '15': '2021-06-01',
    '16': '2023-09-11',
    '17': '2022-06-01',
    '18': '2025-04-30',
    '19': '2023-06-01',
    '20': '2026-04-30',
    '21': '2024-06-01',
    '23': '2025-06-01',
    '25': '2026-06-01',
  },
  Go: {
    '1.11': '2019-09-03',
    '1.12': '2020-02-25',
    '1.13': '2020-08-11',
    '1.14': '2021-02-16',
    '1.15': '2021-08-16',
    '1.16': '2022-03-15',
    '1.17': '2022-08-02',
    '1.18': '2023-02-01',
    '1.19': '2023-09-06',
    '1.20': '2024-02-06',
    '1.21': '2024-08-13',
    '1.22': '2025-02-11',
    '1.23': '2025-08-12',
    '1.24': '2026-02-10',
    '1.25': '2026-08-19',
  },
  Java: {
    '9': '2018-03-20',
    '10': '2018-09-25',
    '12': '2019-09-17',
    '13': '2020-03-17',
    '14': '2020-09-16',
    '15': '2021-03-16',
    '16': '2021-09-30',
    '18': '2022-09-30',
    '19': '2023-03-31',
    '20': '2023-09-19',
    '22': '2024-09-17',
    '23': '2025-03-18',
    '24': '2025-09-16',
    '26': '2026-09-15',
  },
};

/** What is supported for long, to move to. */
export const SUPPORTED: Readonly<Record<Language, string>> = { Python: '3.13', 'Node.js': '24', Go: '1.26', Java: '21' };

/** When a release's support ended; undefined for one that is supported, or not known. */
export const endOf = (language: Language, version: Version): string | undefined =>
  version.length < RELEASE_PARTS[language] ? undefined : ENDED[language][version.slice(0, RELEASE_PARTS[language]).join('.')];

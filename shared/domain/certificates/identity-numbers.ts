// SPDX-License-Identifier: Apache-2.0
// A number is a separate word or follows a type prefix: `051@张三@110101199001011234@1`,
// `041@Z110101199001011234@1`. The look-behind keeps the search linear.
const candidates = /(?<![0-9A-Za-z])([A-Za-z]*\d?)(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])/g;

const longNumber = /\d{14}/;

/** Province codes (GB/T 2260), plus 81-83 (residence permits) and 91-96 (foreign residents: 9 and the province). */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 92 93 94 95 96'.split(
    ' ',
  ),
);

/** Masks Chinese identity numbers (GB 11643, 18 or 15 digits) as `1101**********1234`. Keeps other long numbers. */
export function maskIdentityNumbers(text: string): string {
  if (!longNumber.test(text)) return text;
  return text.replace(candidates, (whole, prefix: string, number: string) =>
    isIdentityNumber(number) ? prefix + number.slice(0, 4) + '*'.repeat(number.length - 8) + number.slice(-4) : whole,
  );
}

const creditCode =
  /(?<![0-9A-Za-z])(?:[A-Za-z]\d?)?([159ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Za-z])/;

export function holderNumberIn(text: string): string | null {
  for (const [, , number = ''] of text.matchAll(candidates)) if (isIdentityNumber(number)) return number;
  const code = creditCode.exec(text)?.[1] ?? null;
  return code !== null && isCreditCode(code) ? code : null;
}

/**
 * Judges by province and birth date. The check digit serves only to rule out company credit codes, because mistyped
 * numbers are private too.
 */
export function isIdentityNumber(number: string): boolean {
  if (!provinces.has(number.slice(0, 2))) return false;
  if (number.length === 15) return isBirthDate(`19${number.slice(6, 12)}`);
  if (number.length !== 18 || !isBirthDate(number.slice(6, 14))) return false;
  return checkDigitHolds(number) || !(number.startsWith('9') || isCreditCode(number));
}

function isBirthDate(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function checkDigitHolds(number: string): boolean {
  let sum = 0;
  for (let i = 0, weight = 7; i < 17; i++, weight = (weight * 6) % 11) sum += digitAt(number, i) * weight;
  return '10X98765432'[sum % 11] === number.slice(17).toUpperCase();
}

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - 0x30;
}

/** Characters 3 to 8 are the region, and start with `10` for the whole country (GB 32100). */
function isCreditCode(code: string): boolean {
  const region = code.slice(2, 4);
  return creditCode.test(code) && (region === '10' || provinces.has(region)) && creditCodeHolds(code);
}

const creditCodeDigits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function creditCodeHolds(code: string): boolean {
  let sum = 0;
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31) {
    sum += creditCodeDigits.indexOf(code.charAt(i)) * weight;
  }
  return creditCodeDigits.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}

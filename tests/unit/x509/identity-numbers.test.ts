// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  holderNumberIn,
  isIdentityNumber,
  maskIdentityNumbers,
} from '../../../shared/domain/certificates/identity-numbers.ts';

describe('[L01] identity numbers', () => {
  it.each([
    ['110101199001011234', '1101**********1234'],
    ['11010119900307875X', '1101**********875X'],
    ['11010119900307875x', '1101**********875x'],
    ['110101900101123', '1101*******1123'],
    ['051@张三@110101199001011234@1', '051@张三@1101**********1234@1'],
    ['041@Z110101199001011234@1', '041@Z1101**********1234@1'],
    ['051@0110101199001011234@张三', '051@01101**********1234@张三'],
    ['张三110101199001011234，李四440524188001010014', '张三1101**********1234，李四440524188001010014'],
    ['CN=张三+serialNumber=110101199001011234,C=CN', 'CN=张三+serialNumber=1101**********1234,C=CN'],
    ['810000199408230021', '8100**********0021'],
    // Its check digit as a company code is valid, but no region begins with 01.
    ['110101199001010900', '1101**********0900'],
  ])('[L01] masks %s', (text, expected) => {
    expect(maskIdentityNumbers(text)).toBe(expected);
    expect(maskIdentityNumbers(text)).toHaveLength(text.length);
  });

  it.each([
    ['a company code with letters', '91110108MA01A2B3X7'],
    ['a serial without a birth date', '110101199013011234'],
    ['a serial without a province', '990101199001011234'],
    ['29 February of a common year', '110101199002291234'],
    ['a time stamp', '202601151234567890'],
    ['17 digits', '11010119900101123'],
    ['a longer number', '1101011990010112345678'],
    ['hex', 'ab110101199001011234cd'],
    ['a bank card', '6222020200012345678'],
    ['15 digits without a birth date', '110101901301123'],
  ])('[L01] leaves %s alone', (_, text) => {
    expect(maskIdentityNumbers(text)).toBe(text);
  });

  it('[L01] distinguishes an all-digit company code from an identity number by the check digit', () => {
    // The end of district 110119 and the next digits read as a birth date in 1990.
    const company = '111101199001011003';
    expect(isIdentityNumber(company)).toBe(false);
    expect(isIdentityNumber('111101199001011004')).toBe(true);
  });

  it('[L01] verifies the check digit of numbers that begin like company codes', () => {
    expect(isIdentityNumber('911124198108030024')).toBe(true);
    expect(isIdentityNumber('911124198108030025')).toBe(false);
    expect(isIdentityNumber('944840199001010016')).toBe(true);
    expect(isIdentityNumber('944840199001010011')).toBe(false);
  });

  it('[L03] finds the holder’s identity number or company credit code, and otherwise none', () => {
    expect(holderNumberIn('CN=051@张三@110101199001011234@1,O=CFCA')).toBe('110101199001011234');
    expect(holderNumberIn('CN=041@91310000MA1FL7Q3KF@上海云帆贸易有限公司@1')).toBe('91310000MA1FL7Q3KF');
    expect(holderNumberIn('CN=Zhang San,serialNumber=202601151234567890')).toBeNull();
  });

  it('[F07] is linear on long input', () => {
    const text = 'a'.repeat(200_000) + '1'.repeat(200_000);
    expect(maskIdentityNumbers(text)).toBe(text);
  });
});

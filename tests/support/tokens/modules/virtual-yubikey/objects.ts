// SPDX-License-Identifier: Apache-2.0
/** SELECT, GET DATA and PUT DATA (SP 800-73-4 part 2, 3.1 and 3.3), and Yubico's GET VERSION and GET SERIAL. */
import { done, status } from './apdu.ts';
import type { Handler } from './card.ts';
import { readTlvs, tlv } from './tlv.ts';

const pivRid = Buffer.from('a000000308', 'hex');
/** Older than 5.7, which switched to an AES management key. */
const firmware = Buffer.of(5, 4, 3);
/** Maximum size of a YubiKey data object, in octets. */
const objectLimit = 3063;

export const select: Handler = (_card, { data }) => {
  if (!data.subarray(0, pivRid.length).equals(pivRid)) return { status: status.notFound };
  const application = Buffer.from('000010000100', 'hex');
  return { data: tlv('61', tlv('4f', application), tlv('79', tlv('4f', pivRid))), status: status.ok };
};

export const version: Handler = () => ({ data: firmware, status: status.ok });

export const serial: Handler = (card) => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(card.state.serial);
  return { data: octets, status: status.ok };
};

export const getData: Handler = (card, { data }) => {
  const content = card.state.objects[readTlvs(data).get('5c')?.toString('hex') ?? ''];
  return content === undefined
    ? { status: status.notFound }
    : { data: tlv('53', Buffer.from(content, 'hex')), status: status.ok };
};

export const putData: Handler = (card, { data }) => {
  if (!card.session.managed) return { status: status.securityNotSatisfied };
  const fields = readTlvs(data);
  const tag = fields.get('5c')?.toString('hex');
  const content = fields.get('53') ?? Buffer.alloc(0);
  if (tag === undefined) return { status: status.wrongData };
  if (content.length > objectLimit) return { status: status.notEnoughMemory };
  if (content.length > 0) card.state.objects[tag] = content.toString('hex');
  else delete card.state.objects[tag];
  card.save();
  return done;
};

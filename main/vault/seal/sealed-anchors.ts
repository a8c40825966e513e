// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { anchorRows, type AnchorRow } from '../store/anchor-rows.ts';
import { profileAnchorRows, type ProfileAnchorRow } from '../store/profile-anchor-rows.ts';
import { findProfile } from '../store/profile-rows.ts';
import { readVaultRecord } from '../store/vault-record.ts';
import { canonicalJson, readSeal, sealedAnchors, sealedProfileAnchor, type SealedContent } from './sealed-content.ts';

/**
 * Confirmed anchors that the seal does not know so, by their SHA-256. One that is gone, or not confirmed any more, harms
 * nobody.
 */
export function strangeAnchors(database: DatabaseSync, sealed: SealedContent): string[] {
  const known = new Set(sealed.anchors.map(canonicalJson));
  return sealedAnchors(database)
    .filter((row) => !known.has(canonicalJson(row)))
    .map(({ sha256 }) => sha256);
}

/** Confirmed anchors as the seal's text has them; all confirmed ones of a vault that has no identity, and so no seal. */
export function trustedAnchors(database: DatabaseSync): AnchorRow[] {
  const confirmed = anchorRows(database).filter(isWhole);
  if (readVaultRecord(database).recipient === null) return confirmed;
  const seal = readSeal(database);
  if (seal === null || seal === 'unreadable') return [];
  const strange = new Set(strangeAnchors(database, seal.sealed));
  return confirmed.filter(({ sha256 }) => !strange.has(sha256));
}

/** Authorities that a person accepted for the server of a profile; as `trustedAnchors`. */
export function trustedProfileAnchors(database: DatabaseSync, profileId: string): ProfileAnchorRow[] {
  const accepted = profileAnchorRows(database, profileId);
  if (readVaultRecord(database).recipient === null) return accepted;
  const seal = readSeal(database);
  if (seal === null || seal === 'unreadable') return [];
  const known = new Set(seal.sealed.profileAnchors.map(canonicalJson));
  return accepted.filter((row) => known.has(canonicalJson(sealedProfileAnchor(row))));
}

/** Hosts of profiles with an accepted authority that the seal does not know. */
export function strangeAnchorHosts(database: DatabaseSync, sealed: SealedContent): string[] {
  const known = new Set(sealed.profileAnchors.map(canonicalJson));
  return profileAnchorRows(database)
    .filter((row) => !known.has(canonicalJson(sealedProfileAnchor(row))))
    .map(({ profileId }) => findProfile(database, profileId)?.host ?? profileId);
}

/** Whoever puts another certificate under a fingerprint that was compared gains nothing. */
function isWhole({ sha256, der, confirmedAt }: AnchorRow): boolean {
  return confirmedAt !== null && createHash('sha256').update(der).digest('hex') === sha256;
}

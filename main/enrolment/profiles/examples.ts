// SPDX-License-Identifier: Apache-2.0
import cmp from '../../../resources/profiles/cmp.json' with { type: 'json' };
import est from '../../../resources/profiles/est.json' with { type: 'json' };
import manual from '../../../resources/profiles/manual.json' with { type: 'json' };
import template from '../../../resources/profiles/template.json' with { type: 'json' };
import web from '../../../resources/profiles/web.json' with { type: 'json' };
import { type CaProfile, caProfileSchema, profileProtocols } from '../../../shared/schemas/enrolment/ca-profile.ts';

const files: Readonly<Record<CaProfile['protocol'], unknown>> = { web, manual, est, cmp };

export function exampleProfiles(): CaProfile[] {
  return profileProtocols.map(exampleProfile);
}

export function exampleProfile(protocol: CaProfile['protocol']): CaProfile {
  return caProfileSchema.parse(files[protocol]);
}

/** Importing this JSON template fails until it is filled in. */
export function profileTemplate(): string {
  return `${JSON.stringify(template, null, 2)}\n`;
}

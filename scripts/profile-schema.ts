// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { caProfileSchema } from '../shared/schemas/enrolment/ca-profile.ts';

const path = resolve(import.meta.dirname, '../resources/profiles/profile.schema.json');
const schema = { title: 'CertSteward: profile of an authority', ...z.toJSONSchema(caProfileSchema) };
writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);

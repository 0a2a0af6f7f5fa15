import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en } from './en.ts';

const SRC = fileURLToPath(new URL('../../', import.meta.url));

function sourcesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'words' || entry.name === 'gallery' ? [] : sourcesIn(path);
		return /(?<!\.test)\.(ts|svelte)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
	});
}

test('every entry of the catalogue is said by somebody who speaks of its section', () => {
	const sources = sourcesIn(SRC).map((source) => new Set(source.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu)));
	const unused = Object.entries(en).flatMap(([section, words]) => {
		const speakers = sources.filter((names) => names.has('say') && names.has(section));
		return Object.keys(words)
			.filter((name) => !speakers.some((names) => names.has(name)))
			.map((name) => `${section}.${name}`);
	});
	expect(unused).toEqual([]);
});

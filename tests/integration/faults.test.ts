/** Holds tests/faults.md: every fault stands there once, and each test it names exists under exactly that title. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const FAULTS = Array.from({ length: 78 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
/** What is owed. It may only shrink; one more is a decision, made here. */
const NOT_COVERED = ['F25', 'F69', 'F72', 'F73'];
const WITHOUT_TEST = /^not (?:here|covered): \S.+/;

interface Row {
	readonly fault: string;
	readonly shown: string;
}

function readRows(): Row[] {
	const lines = readFileSync('tests/faults.md', 'utf8').split('\n');
	return lines.flatMap((line) => {
		const [, fault, shown] = /^\| (F\d+) +\| .+? \| (.+?) +\|$/.exec(line) ?? [];
		return fault === undefined || shown === undefined ? [] : [{ fault, shown }];
	});
}

/** Of a table of cases, `only` is the name of the one that is meant. */
function testsOf({ shown }: Row): { file: string; title: string; only: string | undefined }[] {
	if (WITHOUT_TEST.test(shown)) return [];
	return shown.split('<br>').map((entry) => {
		const [file = '', title = '', only] = entry.split(' › ');
		return { file: file.replaceAll('`', ''), title, only };
	});
}

/** The titles of a file's tests as they are written there, those of tables included. */
function titlesOf(file: string): string[] {
	const source = readFileSync(file, 'utf8');
	const titles = source.matchAll(/(?:\b(?:test|it)(?:\.\w+)*|\))\(\s*(['"`])((?:(?!\1)[^\n])+)\1\s*,/g);
	return [...titles].map(([, , title = '']) => title);
}

const rows = readRows();

describe('the table of faults', () => {
	test('has every fault once, in order', () => {
		expect(rows.map(({ fault }) => fault)).toEqual(FAULTS);
	});

	test.each(rows)('names for $fault tests that exist, or says why there is none', (row) => {
		const tests = testsOf(row);
		expect(tests.length > 0 || WITHOUT_TEST.test(row.shown)).toBe(true);
		for (const { file, title, only } of tests) {
			expect(existsSync(file), file).toBe(true);
			expect(titlesOf(file), file).toContain(title);
			if (only !== undefined) expect(readFileSync(file, 'utf8')).toContain(`'${only}'`);
		}
	});

	test('owes no more than was decided', () => {
		const owed = rows.filter(({ shown }) => shown.startsWith('not covered'));
		expect(owed.map(({ fault }) => fault)).toEqual(NOT_COVERED);
	});
});

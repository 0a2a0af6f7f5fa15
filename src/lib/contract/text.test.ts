import { expect, test } from 'vitest';
import { cleanText, TEXT_LIMIT } from './text.ts';

test.each([
	['Ann', 'Ann'],
	['  Ann ', 'Ann'],
	['Café / Tea Set', 'Café / Tea Set'],
	['<b onclick="x()">Ann</b>', '<b onclick="x()">Ann</b>'],
	['\u202Eevil\u202C \u2066mirror\u2069', 'evil mirror'],
	['one\ntwo\r\n\tthree\u2028four', 'one two three four'],
	['nul\u0000l bel\u0007l \u009Bcsi', 'null bell csi'],
	['\uFEFFstart zero\u200Bwidth', 'start zerowidth'],
	['lone \uD800 surrogate', 'lone \uFFFD surrogate'],
	['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
	['می‌خواهم', 'می‌خواهم'],
	['ที่นี่', 'ที่นี่'],
	['محمد العربي', 'محمد العربي'],
	['', ''],
	[' \u00A0\u2003', ''],
	['\u200D\u200C\u00AD', ''],
	['\u3164', ''],
	['\u0301\u0302', ''],
])('%j is shown as %j', (text, expected) => {
	expect(cleanText(text)).toBe(expected);
});

test('no letter carries more than three marks', () => {
	const cleaned = cleanText(`Z${'\u0301'.repeat(40)}a${'\u0316'.repeat(40)}`);
	expect(cleaned).toBe(`Z${'\u0301'.repeat(3)}a${'\u0316'.repeat(3)}`);
});

test('a long text is cut, never within a letter', () => {
	expect(cleanText('x'.repeat(TEXT_LIMIT))).toHaveLength(TEXT_LIMIT);
	expect(cleanText('x'.repeat(10_000))).toBe(`${'x'.repeat(TEXT_LIMIT - 1)}…`);
	const cut = cleanText('x' + '😀'.repeat(5_000));
	expect([...cut]).toHaveLength(TEXT_LIMIT);
	expect(cut.isWellFormed()).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	describeEmpty,
	formatAge,
	formatAgeExact,
	formatClock,
	formatClockExact,
	formatCount,
	formatDate,
	formatDecimal,
	formatFreshness,
	formatMoment,
	formatMoney,
	formatOrderNumber,
	formatPayload,
	formatPercent,
	formatPercentParts,
	formatQuantity,
	formatRange,
	formatStay,
	formatText,
	formatTime,
	formatZone,
} from './format.ts';

const ZONE = 'Asia/Kuala_Lumpur';
const AT = Date.UTC(2025, 10, 18, 6, 2, 10);

describe('shares and quantities', () => {
	it.each([
		[57 / 58, '98.3 %'],
		[38 / 41, '92.7 %'],
		[0.95, '95 %'],
		[1, '100 %'],
		[0, '0 %'],
		[9_999 / 10_000, '99.9 %'],
		[1 / 10_000, '0.1 %'],
		[null, '–'],
		[Number.NaN, '–'],
	])('shows the share %s as %s', (share, text) => {
		expect(formatPercent(share)).toBe(text);
	});

	it('shows a share as a figure and its sign, where the sign is smaller', () => {
		expect([0.965, 1, null].map(formatPercentParts)).toEqual([
			{ figure: '96.5', sign: ' %' },
			{ figure: '100', sign: ' %' },
			{ figure: '–', sign: '' },
		]);
	});

	it.each([
		[140, '140'],
		[0, '0'],
		[-3, '−3'],
		[1.5, '1.5'],
		[-1234.5678, '−1,234.568'],
		[9.9999, '10'],
		[99.99999, '100'],
		[-0.0001, '0'],
		[1e21, '1,000,000,000,000,000,000,000'],
		[Number.POSITIVE_INFINITY, '–'],
	])('shows %d pieces as %s', (quantity, text) => {
		expect(formatQuantity(quantity)).toBe(text);
	});
});

describe('money', () => {
	it.each([
		['MYR', 123450, '1,234.50'],
		['MYR', 5, '0.05'],
		['USD', -120050, '−1,200.50'],
		['IDR', 1284000, '1,284,000'],
		['JPY', 0, '0'],
		['KWD', 1234567, '1,234.567'],
		['ZZZ', 100, '1.00'],
		['', 100, '1.00'],
		['MYR', Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
		['MYR', Number.NaN, '–'],
		['MYR', Number.POSITIVE_INFINITY, '–'],
	])('shows %s %d as %s', (currency, minor, amount) => {
		expect(formatMoney({ currency, minor })).toEqual({ currency, amount });
	});

	it('says the same amount back for any whole number of minor units', () => {
		fc.assert(
			fc.property(fc.maxSafeInteger(), (minor) => {
				const { amount } = formatMoney({ currency: 'MYR', minor });
				expect(BigInt(amount.replaceAll(/[,.]/g, '').replace('−', '-'))).toBe(BigInt(minor));
			}),
		);
	});
});

describe('counts and ages', () => {
	it('groups thousands and writes a true minus', () => {
		expect(['0', '1,284', '−12', '–']).toEqual([0, 1284, -12, Number.NaN].map(formatCount));
	});

	it.each([
		[-5_000, '0 s', '0 s'],
		[2_900, '2 s', '2 s'],
		[72_000, '1 min', '1 min 12 s'],
		[11_040_000, '3 h', '3 h 04 min'],
		[183_600_000, '2 d', '2 d 3 h'],
		[Number.NaN, '–', '–'],
		[Number.POSITIVE_INFINITY, '–', '–'],
	])('says %d ms as %s or %s', (ms, short, exact) => {
		expect([formatAge(ms), formatAgeExact(ms)]).toEqual([short, exact]);
	});

	it('never shows a number that is none', () => {
		fc.assert(
			fc.property(fc.double(), (value) => {
				const shown = [
					formatCount(value),
					formatAge(value),
					formatAgeExact(value),
					formatClock(value, ZONE),
					formatDate(value, ZONE),
					formatMoney({ currency: 'MYR', minor: value }).amount,
				].join(' ');
				expect(shown).not.toMatch(/NaN|Infinity|undefined|Invalid/);
			}),
		);
	});
});

describe('times', () => {
	it("speaks the shop's wall clock", () => {
		expect(formatClock(AT, ZONE)).toBe('14:02:10');
		expect(formatTime(AT, ZONE)).toBe('14:02');
		expect(formatRange(AT, AT + 31_000, ZONE)).toBe('14:02:10–14:02:41');
		expect(formatDate(AT, ZONE)).toBe('Tue 18 Nov');
		expect(formatZone(AT, 'Europe/Berlin')).toBe('CET');
	});

	it('counts midnight as 00', () => {
		expect(formatClock(Date.UTC(2025, 10, 17, 16), ZONE)).toBe('00:00:00');
	});

	it('says a stay in days', () => {
		expect(formatStay({ from: '2026-01-04', until: '2026-01-09' })).toBe('4–9 Jan');
		expect(formatStay({ from: '2025-12-28', until: '2026-01-03T00:00:00Z' })).toBe('28 Dec–3 Jan');
		expect(formatStay({ from: '28 Nov 2026', until: '02 Dec 2026' })).toBe('28 Nov–2 Dec');
		expect(formatStay({ from: 'tomorrow', until: '2026-13-09' })).toBe('tomorrow–2026-13-09');
	});
});

describe('the state of data', () => {
	it('carries its age, exact once somebody must act', () => {
		const since = AT - 72_000;
		const say = (state: 'live' | 'stale' | 'offline' | 'listening' | 'denied') =>
			formatFreshness({ state, since, isCurrent: true }, AT);
		expect([say('live'), say('stale'), say('offline'), say('listening'), say('denied')]).toEqual([
			'live · 1 min',
			'stale · 1 min 12 s',
			'stale · 1 min 12 s',
			'listening',
			'not authorised',
		]);
	});
});

describe('foreign text', () => {
	it('takes out what turns, stacks or breaks a line', () => {
		expect(formatText('a\u202Eb\u2066c\nd')).toBe('a b c d');
		expect(formatText('Z\u0351\u036B\u0343\u036A\u0302')).toBe('Z\u0351\u036B\u0343');
		expect(formatText('x\uD800y')).toBe('x\uFFFDy');
		expect(formatText('محمد')).toBe('محمد');
	});

	it('cuts long text and says so', () => {
		expect(formatText('A'.repeat(10_000), 120)).toBe(`${'A'.repeat(120)}…`);
	});
});

describe('payloads', () => {
	it('masks addresses and secrets, also in JSON sent as text', () => {
		const payload = { email: 'jane.doe@example.com', api_token: 'abc', user: { Password: 'x' }, note: null };
		for (const text of [formatPayload(payload), formatPayload(JSON.stringify(payload))]) {
			expect(text).toContain('"j…@example.com"');
			expect(text).not.toMatch(/jane\.doe|abc|"x"/);
			expect(text).toContain('"note": null');
		}
	});

	it('shows four thousand characters at most', () => {
		const text = formatPayload({ long: 'y'.repeat(9_000) });
		expect(text.length).toBeLessThan(4_200);
		expect(text).toContain('more characters');
	});

	it('never throws', () => {
		const loop: Record<string, unknown> = {};
		loop['self'] = loop;
		expect(formatPayload(loop)).toBe('This payload cannot be shown as text.');
		expect(formatPayload(undefined)).toBe('–');
		expect(formatPayload('plain')).toBe('"plain"');
	});
});

describe('an order’s number', () => {
	it.each([
		['10476', '#10476'],
		['#10476', '#10476'],
		['ORD-2026-0028F5', 'ORD-2026-0028F5'],
		['9'.repeat(40), `#${'9'.repeat(23)}…`],
	])('%s is shown as %s', (number, shown) => {
		expect(formatOrderNumber(number)).toBe(shown);
	});
});

describe('a moment', () => {
	it('of today is a time of day, of another day of the zone it has its date', () => {
		const midnight = Date.UTC(2025, 10, 17, 16);
		expect(formatMoment(midnight, AT, ZONE)).toBe('00:00:00');
		expect(formatMoment(midnight - 1, AT, ZONE)).toBe('Mon 17 Nov 23:59');
	});

	it('of the same date last year is not taken for today', () => {
		expect(formatMoment(Date.UTC(2024, 10, 18, 6), AT, ZONE)).toContain('Nov');
	});
});

describe('decimal texts', () => {
	it.each([
		['50000', '50,000'],
		['0.00000001', '0.00000001'],
		['-1234.50', '−1,234.50'],
		['9007199254740993.1', '9,007,199,254,740,993.1'],
		['1e-8', '1e-8'],
		['\u202e12', '12'],
	])('shows %s as %s, exactly', (text, shown) => {
		expect(formatDecimal(text)).toBe(shown);
	});
});

it('tells a moment to the millisecond', () => {
	expect(formatClockExact(AT + 7, ZONE)).toBe('14:02:10.007');
	expect(formatClockExact(AT, ZONE)).toBe('14:02:10.000');
	expect(formatClockExact(Number.NaN, ZONE)).toBe('–');
});

it('cuts a payload where it is told to, and says so', () => {
	expect(formatPayload('x'.repeat(50), 10)).toMatch(/42 more characters$/);
	expect(formatPayload('x'.repeat(5_000), 6_000)).toHaveLength(5_002);
});

describe('a panel without rows', () => {
	const empty = (state: 'connecting' | 'stale' | 'denied' | 'off' | 'live', isCurrent: boolean) =>
		describeEmpty({ freshness: { state, since: AT, isCurrent }, refused: [] }, AT, ZONE).title;

	it('says why, and claims to listen only while it does', () => {
		expect(empty('connecting', false)).toBe('Not connected yet');
		expect(empty('stale', false)).toBe('Nothing received');
		expect(empty('denied', false)).toBe('Not shown to this account');
		expect(empty('off', false)).toBe('Switched off');
		expect(empty('live', true)).toBe('Listening. Nothing yet since 14:02.');
	});
});

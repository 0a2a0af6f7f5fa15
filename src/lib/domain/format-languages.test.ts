import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { loadWords, speakFrom, type Language } from '../words/words.ts';
import {
	formatAge,
	formatAgeExact,
	formatClock,
	formatClockExact,
	formatCount,
	formatDate,
	formatDecimal,
	formatFreshness,
	formatMoney,
	formatPercent,
	formatQuantity,
	formatRange,
	formatStay,
	formatTime,
	formatZone,
	writeMoney,
} from './format.ts';

const JAKARTA = 'Asia/Jakarta';
/** A Tuesday, 14:02:10 in Jakarta. */
const AT = Date.UTC(2025, 10, 18, 7, 2, 10);
const MINUTE_MS = 60_000;

async function speak(language: Language): Promise<void> {
	const words = await loadWords(language);
	speakFrom(() => words);
}

afterEach(() => speakFrom(() => en));

describe('in Indonesian', () => {
	beforeEach(() => speak('id'));

	it('thousands have points and decimals a comma', () => {
		expect([1_284, -12, 1e6].map(formatCount)).toEqual(['1.284', '−12', '1.000.000']);
		expect(formatQuantity(-1234.5)).toBe('−1.234,5');
		expect(formatPercent(57 / 58)).toBe('98,3%');
		expect(formatDecimal('-50000.00000001')).toBe('−50.000,00000001');
	});

	it('money keeps every digit', () => {
		expect(formatMoney({ currency: 'MYR', minor: 10_608_240 }).amount).toBe('106.082,40');
		expect(formatMoney({ currency: 'IDR', minor: -1_284_000 }).amount).toBe('−1.284.000');
		const most = formatMoney({ currency: 'MYR', minor: Number.MAX_SAFE_INTEGER });
		expect(most.amount).toBe('90.071.992.547.409,91');
	});

	it('days, months, hours and zones have their own names', () => {
		expect(formatDate(AT, JAKARTA)).toBe('Sel, 18 Nov');
		expect(formatDate(Date.UTC(2026, 7, 17), JAKARTA)).toBe('Sen, 17 Agu');
		expect([formatClock(AT, JAKARTA), formatTime(AT, JAKARTA)]).toEqual(['14.02.10', '14.02']);
		expect(formatClockExact(AT + 204, JAKARTA)).toBe('14.02.10,204');
		expect(formatRange(AT, AT + 31_000, JAKARTA)).toBe('14.02.10–14.02.41');
		expect(formatZone(AT, JAKARTA)).toBe('WIB');
		expect(formatStay({ from: '28 Nov 2026', until: '02 Dec 2026' })).toBe('28 Nov–2 Des');
		expect(formatStay({ from: '2026-05-04', until: '2026-05-09' })).toBe('4–9 Mei');
	});

	it('ages and the state of data are said in its words', () => {
		expect([2_000, 6 * MINUTE_MS, 180 * MINUTE_MS].map(formatAge)).toEqual(['2 dtk', '6 mnt', '3 jam']);
		expect(formatAgeExact(72_000)).toBe('1 mnt 12 dtk');
		const live = { state: 'live', since: AT, isCurrent: true } as const;
		expect(formatFreshness(live, AT + 2_000)).toBe('langsung · 2 dtk');
	});
});

describe('in Malay', () => {
	beforeEach(() => speak('ms'));

	it('figures are written as in English, and words are not', () => {
		expect(formatCount(1_284)).toBe('1,284');
		expect(formatMoney({ currency: 'MYR', minor: 10_608_240 }).amount).toBe('106,082.40');
		expect(formatDate(Date.UTC(2026, 7, 17), 'Asia/Kuala_Lumpur')).toBe('Isn, 17 Ogo');
		expect(formatClock(AT, 'Asia/Kuala_Lumpur')).toBe('15:02:10');
		expect(formatAge(3 * 3_600_000)).toBe('3 jam');
	});
});

it('September has three letters in every language, so that a column stays where it is', async () => {
	for (const language of ['en', 'id', 'ms'] as const) {
		await speak(language);
		expect(formatDate(Date.UTC(2026, 8, 1), 'UTC')).toMatch(/1 Sep$/);
	}
});

it('what goes into files and searches is the same in every language', async () => {
	const money = { currency: 'MYR', minor: -120_050 };
	for (const language of ['en', 'id', 'ms'] as const) {
		await speak(language);
		expect([writeMoney(money), writeMoney({ currency: 'IDR', minor: 1_284_000 })]).toEqual([
			'-1200.50',
			'1284000',
		]);
	}
});

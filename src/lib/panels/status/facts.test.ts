import { expect, test } from 'vitest';
import type { Freshness } from '$lib/domain/freshness.ts';
import { describeFacts, type BarFacts } from './facts.ts';

const ZONE = 'Asia/Kuala_Lumpur';
const NOW = Date.parse('2026-11-18T06:06:20Z');
const NONE: BarFacts = { roundTripMs: null, heardAt: null, tries: null, lastEventAt: null };

function told(freshness: Partial<Freshness>, facts: Partial<BarFacts>) {
	const whole = { state: 'live', since: null, isCurrent: true, ...freshness } as Freshness;
	const described = describeFacts(whole, { ...NONE, ...facts }, NOW, ZONE);
	return [...described.facts.map(({ value, caption }) => `${value}, ${caption}`), described.short];
}

test.each<[string, Partial<Freshness>, Partial<BarFacts>, string[]]>([
	[
		'live',
		{ state: 'live' },
		{ roundTripMs: 38, lastEventAt: NOW - 2_000 },
		['38 ms, round trip', '2 s ago, last event', '38 ms · event 2 s ago'],
	],
	[
		'quiet',
		{ state: 'quiet' },
		{ roundTripMs: 41, lastEventAt: NOW - 360_000 },
		['41 ms, round trip', '6 min ago, last event', '41 ms · event 6 min ago'],
	],
	[
		'nothing ever came, and no answer yet: unknown is not 0',
		{ state: 'listening' },
		{},
		['–, round trip', 'none yet, last event', 'no event yet'],
	],
	[
		'live only',
		{ state: 'live', onlySince: NOW - 17_660_000 },
		{ roundTripMs: 38, lastEventAt: NOW - 2_000 },
		['38 ms, round trip', '2 s ago, last event', 'since 09:12, no snapshot', '38 ms · event 2 s ago'],
	],
	[
		'reconnecting, a try to come',
		{ state: 'reconnecting', isCurrent: false },
		{ tries: { attempt: 3, nextAt: NOW + 3_200 }, heardAt: NOW - 11_000 },
		['try 3, next in 4 s', '11 s ago, last contact', 'try 3 · next in 4 s'],
	],
	[
		'reconnecting, a try under way',
		{ state: 'reconnecting', isCurrent: false },
		{ tries: { attempt: 3, nextAt: null }, heardAt: NOW - 11_000 },
		['try 3, trying now', '11 s ago, last contact', 'try 3 · trying now'],
	],
	[
		'offline',
		{ state: 'offline', since: NOW - 72_000, isCurrent: false },
		{ tries: { attempt: 7, nextAt: NOW + 9_000 }, heardAt: NOW - 72_000 },
		['1 min 12 s, no contact', '14:05:08, figures from', 'try 7, next in 9 s', '1 min 12 s no contact'],
	],
	[
		'never connected: there are no figures to date',
		{ state: 'offline', since: NOW - 72_000, isCurrent: false },
		{},
		['1 min 12 s, no contact', '1 min 12 s no contact'],
	],
	[
		'polling',
		{ state: 'polling', since: NOW - 3_000, everyMs: 30_000 },
		{},
		['every 30 s, no WebSocket', '3 s ago, last answer', 'every 30 s · 3 s ago'],
	],
	['switched off', { state: 'off', isCurrent: false }, {}, ['none yet, last event', 'no event yet']],
])('%s', (_name, freshness, facts, expected) => {
	expect(told(freshness, facts)).toEqual(expected);
});

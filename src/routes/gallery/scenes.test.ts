import { describe, expect, test } from 'vitest';
import { SCENES, type SceneName } from './scenes.ts';

describe('the scenes of the gallery', () => {
	test('the day comes to the figures of the design', () => {
		const { dashboard } = SCENES.live.open();
		const { figures, ordersToday, payments, system, stock, people } = dashboard;
		expect(ordersToday).toBe(1284);
		expect([figures.pending, figures.confirmed]).toEqual([37, 112]);
		expect(Object.fromEntries(figures.revenue)).toEqual({ MYR: 10_608_240, IDR: 131_204_000, USD: 936_400 });
		expect([payments.succeeded, payments.attempts]).toEqual([137, 142]);
		expect(system.open.map(({ title }) => title)).toEqual(['Card declines above 5 %']);
		expect([stock.out, people.admins?.length, people.guestsAndUsers?.count]).toEqual([1, 5, 318]);
	});

	const STATES = {
		live: 'live',
		quiet: 'quiet',
		reconnecting: 'reconnecting',
		stale: 'stale',
		offline: 'offline',
		'catching-up': 'catching-up',
		gap: 'gap',
		silent: 'silent',
		polling: 'polling',
		'not-authorised': 'denied',
		'live-only': 'live',
		'first-run': 'listening',
		'sound-blocked': 'live',
		critical: 'live',
		flood: 'live',
		samples: 'live',
	} satisfies Record<SceneName, string>;

	test.each(Object.entries(STATES))('%s is a state that its own day has led to', (name, state) => {
		const { dashboard } = SCENES[name as SceneName].open();
		expect(dashboard.freshness.state).toBe(state);
	});

	test('the rows of the feed are those of the design, what was recovered above the loss in which it came', () => {
		const { dashboard } = SCENES.live.open();
		const rows = dashboard.feed.map((row) => (row.kind === 'gap' ? 'lost' : row.order.number)).slice(0, 13);
		expect(rows).toEqual([
			...['10482', '10479', '10481', '10476', '10480', '10318', '10478', '10468', '10477', '9874'],
			...['10475', '10474', 'lost'],
		]);
	});

	test('a burst is a burst and an ordinary minute is none', () => {
		expect(SCENES.live.open().dashboard.recentOrders).toBe(0);
		expect(SCENES.flood.open().dashboard.recentOrders).toBe(34);
	});
});

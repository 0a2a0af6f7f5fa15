import type { Config } from '$lib/config';
import type { WallFacts } from '$lib/panels/wall/wall-figures';
import type { Screen } from '$lib/state/context';

/** What a wall's figures are made from. */
export function factsOf({ dashboard, shows }: Screen, { currency }: Config): WallFacts {
	const { state } = dashboard;
	return {
		figures: dashboard.figures,
		ordersToday: dashboard.ordersToday,
		freshness: dashboard.topic('orders').freshness,
		isApproximate: state.missing !== null || state.isRecounted,
		isFlood: dashboard.isFlood,
		baseCurrency: currency,
		series: dashboard.trends.series,
		payments: shows('payments') ? dashboard.payments : null,
		paymentsFreshness: dashboard.topic('payments').freshness,
		people: shows('people') ? dashboard.people : null,
		peopleFreshness: dashboard.topic('people').freshness,
	};
}

/** Who could take an alert on; null when it is not known. The wall itself is signed in as somebody, and nobody on duty. */
export function onDutyOf({ dashboard, shows, wall }: Screen): readonly string[] | null {
	const admins = shows('people') ? dashboard.people.admins : null;
	return admins?.filter(({ isSelf }) => !isSelf).map(({ name }) => wall.readable(name)) ?? null;
}

import { formatCount, formatMoney, formatPercentParts, NOTHING } from '$lib/domain/format.ts';
import type { Figures } from '$lib/domain/figures.ts';
import type { Freshness } from '$lib/domain/freshness.ts';
import type { PaymentsView } from '$lib/domain/payments.ts';
import type { PeopleView } from '$lib/domain/people.ts';
import type { SeriesView } from '$lib/domain/series.ts';
import { say } from '$lib/words/words.ts';

/** All that the figures of a wall are made from. */
export interface WallFacts {
	readonly figures: Figures;
	readonly ordersToday: number;
	readonly freshness: Freshness;
	/** Some orders may never have arrived, or may be counted twice. */
	readonly isApproximate: boolean;
	readonly isFlood: boolean;
	readonly baseCurrency: string;
	/** What today is compared with. */
	readonly series: Pick<SeriesView, 'weekAgo' | 'hourAgo'>;
	/** Null where the configuration leaves it out. */
	readonly payments: PaymentsView | null;
	readonly paymentsFreshness: Freshness;
	readonly people: PeopleView | null;
	readonly peopleFreshness: Freshness;
}

export type FigureName = 'orders' | 'revenue' | 'pending' | 'confirmed' | 'payments' | 'users';

export interface FigureView {
	readonly name: FigureName;
	readonly label: string;
	readonly unit: string;
	readonly unitAfter: string;
	readonly text: string;
	readonly isCurrent: boolean;
	readonly isHatched: boolean;
	readonly isApproximate: boolean;
	readonly isRolling: boolean;
	readonly freshness: Freshness;
}

/** Amounts from here on are read without their smallest unit. */
const LONG_AMOUNT = 7;

/** Figures in the order in which they are read; those that are switched off are not among them. */
export function figuresOf(facts: WallFacts): readonly FigureView[] {
	const { figures, freshness, isApproximate, isFlood, payments, people } = facts;
	const words = say().wall;
	// Before the first contact a nought would be a claim.
	const isUnknown =
		figures.total === 0 && (freshness.state === 'denied' || (!isApproximate && !freshness.isCurrent));
	const view = (
		name: FigureName,
		label: string,
		text: string,
		more: Partial<FigureView> = {},
	): FigureView => {
		const of = more.freshness ?? freshness;
		return {
			name,
			label,
			unit: '',
			unitAfter: '',
			text,
			isCurrent: of.isCurrent && text !== NOTHING,
			isHatched: !of.isCurrent && of.state !== 'denied' && of.state !== 'connecting',
			isApproximate: false,
			isRolling: !isFlood,
			freshness,
			...more,
		};
	};
	const counted = { isApproximate: isApproximate && !isUnknown };
	const count = (value: number) => (isUnknown ? NOTHING : formatCount(value));
	const revenue = formatMoney({
		currency: facts.baseCurrency,
		minor: figures.revenue.get(facts.baseCurrency) ?? 0,
	});
	return [
		view('orders', words.ordersToday, count(facts.ordersToday), counted),
		view('revenue', words.revenueToday, isUnknown ? NOTHING : shortAmount(revenue.amount), {
			...counted,
			unit: isUnknown ? '' : revenue.currency,
		}),
		view('pending', words.pending, count(figures.pending), counted),
		view('confirmed', words.confirmed, count(figures.confirmed), counted),
		...(payments === null ? [] : [view('payments', words.paymentSuccess, ...rateOf(payments, facts))]),
		...(people === null ? [] : [view('users', words.activeUsers, ...usersOf(people, facts))]),
	];
}

function rateOf(
	{ rate }: PaymentsView,
	{ paymentsFreshness: freshness }: WallFacts,
): [string, Partial<FigureView>] {
	const { figure, sign } = formatPercentParts(rate);
	return [figure, { freshness, unitAfter: sign.trim() }];
}

function usersOf(
	{ shoppers, guestsAndUsers }: PeopleView,
	{ peopleFreshness: freshness }: WallFacts,
): [string, Partial<FigureView>] {
	const users = shoppers ?? guestsAndUsers?.count ?? null;
	return [users === null ? NOTHING : formatCount(users), { freshness }];
}

/** A long amount in whole units: from three metres nobody reads the cents of a day. */
function shortAmount(amount: string): string {
	return amount.length < LONG_AMOUNT ? amount : amount.replace(/[.,]\d{2}$/, '');
}

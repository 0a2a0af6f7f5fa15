/**
 * The 1,284 orders of the day but the named ones, spread over its minutes like a shop's, with the changes that leave
 * 37 of them pending and 112 confirmed or paid, and whose amounts come to the design's revenue.
 */
import { changed, created, type Order } from './orders.ts';
import { EARLIER, isNamed } from './rows.ts';
import { at, createChance, type Told } from './told.ts';

const FIRST = 9_199;
const LAST = 10_473;
/** From here on nothing has been done about an order yet: the oldest has waited for 18 minutes. */
const UNTOUCHED_FROM = 10_443;
const CONFIRMED = 110;
/** What the orders of `morning` come to, by currency in its own units; with the named ones it is the design's figure. */
const REVENUE = { MYR: 105_069.5, IDR: 127_357_500, USD: 9_161.6 };

/** Share of the day's orders by the hour, midnight to two. */
const BY_HOUR = [14, 8, 5, 4, 4, 7, 20, 46, 92, 128, 138, 142, 158, 130];
const CUSTOMERS = [
	'Aminah Yusof',
	'Chong Kah Wai',
	'Dewi Lestari',
	'Farid Hassan',
	'Hannah Lee',
	'Ibrahim Musa',
	'Kavitha Nair',
	'Lim Soo Ching',
	'Made Wijaya',
	'Noor Azlan',
	'Olivia Grant',
	'Putri Anggraini',
	'Ravi Kumar',
	'Sofia Mendes',
	'Teo Boon Kiat',
	'Yusuf Karim',
];
const PRODUCTS = [
	'Kopi Gayo 250 g',
	'Batik scarf indigo',
	'Rattan basket M',
	'Trail tee S',
	'Teh tarik kit',
	'Pandan candle',
	'Linen apron',
	'Enamel mug',
	'Cotton cap',
	'Soap set',
];
const STEPS = ['pending', 'confirmed', 'paid', 'shipped', 'delivered'];
const BY = ['Mei Lin Chong', 'FPX callback', 'Dewi Kartika', 'J&T callback'];

/** Every message about an order until the line was lost at 14:02:10, oldest first. */
export function tellMorning(): Told[] {
	const chance = createChance(18);
	const ids = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index).filter(
		(id) => !isNamed(id),
	);
	const times = [...spread(ids.filter((id) => id < UNTOUCHED_FROM).length, chance), ...lately(ids, chance)];
	const last = at('14:01:58');
	const messages = priced(ids, chance).flatMap((order, index) => {
		const placedAt = times[index] ?? last;
		const steps = stepsOf(order.id, chance);
		let changedAt = placedAt;
		const changes = steps.slice(1).map((step, number) => {
			changedAt = Math.min(changedAt + 240_000 + Math.floor(chance() * 600_000), last - 5_000);
			return changed(order, [steps[number] ?? 'pending', step], BY[number] ?? 'Customer', changedAt);
		});
		return [created(order, placedAt), ...changes];
	});
	return [...messages, ...EARLIER].sort((a, b) => a.at - b.at);
}

/** Times for the orders up to 13:47, more of them where the shop is busy. */
function spread(count: number, chance: () => number): number[] {
	const all = BY_HOUR.reduce((sum, weight) => sum + weight, 0);
	const times = Array.from({ length: count }, () => {
		let left = chance() * all;
		const hour = BY_HOUR.findIndex((weight) => (left -= weight) < 0);
		const minutes = hour === BY_HOUR.length - 1 ? 47 : 60;
		return at(`${hour}:00`) + Math.floor(chance() * minutes * 60) * 1_000;
	});
	return times.sort((a, b) => a - b);
}

function lately(ids: readonly number[], chance: () => number): number[] {
	const count = ids.filter((id) => id >= UNTOUCHED_FROM).length;
	const from = at('13:48:05');
	const step = (at('14:01:55') - from) / count;
	return Array.from({ length: count }, (_, index) =>
		index === 0 ? from : from + Math.floor(((index + chance() * 0.8) * step) / 1_000) * 1_000,
	);
}

function priced(ids: readonly number[], chance: () => number): Order[] {
	const drafts = ids.map((id) => {
		const share = chance();
		const currency = share < 0.72 ? 'MYR' : share < 0.87 ? 'IDR' : 'USD';
		return { id, currency, worth: 0.2 + chance() ** 2 * 2, isEarning: isEarning(id) } as const;
	});
	return drafts.map((draft, index) => ({
		id: draft.id,
		currency: draft.currency,
		customer: CUSTOMERS[Math.floor(chance() * CUSTOMERS.length)] ?? '',
		items: [[1 + Math.floor(chance() * 3), PRODUCTS[Math.floor(chance() * PRODUCTS.length)] ?? '']],
		total: totalOf(drafts, index),
	}));
}

/** Its share of the currency's revenue in full units of ten cents; the last one takes what is left over. */
function totalOf(
	drafts: readonly {
		readonly currency: Order['currency'];
		readonly worth: number;
		readonly isEarning: boolean;
	}[],
	index: number,
): string {
	const draft = drafts[index]!;
	const unit = draft.currency === 'IDR' ? 500 : 0.1;
	const peers = drafts.filter((peer) => peer.currency === draft.currency && peer.isEarning);
	const all = peers.reduce((sum, peer) => sum + peer.worth, 0);
	const units = Math.round(REVENUE[draft.currency] / unit);
	const own = (peer: (typeof drafts)[number]) => Math.round((peer.worth / all) * units);
	const isLast = peers.at(-1) === draft;
	const rest = isLast ? units - peers.slice(0, -1).reduce((sum, peer) => sum + own(peer), 0) : own(draft);
	return (rest * unit).toFixed(draft.currency === 'IDR' ? 0 : 2);
}

/** One in thirty is cancelled, one in a hundred given back. */
function isEarning(id: number): boolean {
	return id >= UNTOUCHED_FROM - CONFIRMED || (id % 30 !== 0 && id % 100 !== 7);
}

function stepsOf(id: number, chance: () => number): readonly string[] {
	if (id >= UNTOUCHED_FROM) return ['pending'];
	if (!isEarning(id)) return id % 30 === 0 ? ['pending', 'cancelled'] : ['pending', 'paid', 'refunded'];
	if (id >= UNTOUCHED_FROM - CONFIRMED) return STEPS.slice(0, chance() < 0.6 ? 2 : 3);
	return STEPS.slice(0, chance() < 0.3 ? 4 : 5);
}

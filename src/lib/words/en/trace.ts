/** The last minute of the line, for those who do not see it drawn. */
type Kind =
	| 'order'
	| 'payment'
	| 'stock'
	| 'trade'
	| 'presence'
	| 'other'
	| 'alert'
	| 'critical'
	| 'heartbeat'
	| 'poll';

/** In this order they are told. */
const ONE_AND_MANY: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
	critical: ['critical alert', 'critical alerts'],
	alert: ['high alert', 'high alerts'],
	order: ['order event', 'order events'],
	payment: ['payment', 'payments'],
	stock: ['stock change', 'stock changes'],
	trade: ['trade', 'trades'],
	presence: ['coming or going', 'comings and goings'],
	other: ['other event', 'other events'],
	heartbeat: ['heartbeat', 'heartbeats'],
	poll: ['answer by HTTP', 'answers by HTTP'],
};

export const trace = {
	/** `counts`: what there was, by kind; `lost`: how long there was no line, null for never. */
	summary: (counts: Readonly<Record<Kind, number>>, lost: string | null): string => {
		const parts = (Object.keys(ONE_AND_MANY) as Kind[])
			.filter((kind) => counts[kind] > 0)
			.map((kind) => `${counts[kind]} ${ONE_AND_MANY[kind][counts[kind] === 1 ? 0 : 1]}`);
		const told = parts.length === 0 ? ['nothing arrived'] : parts;
		return `Last 60 seconds: ${[...told, lost === null ? 'no loss' : `no line for ${lost}`].join(', ')}`;
	},
};

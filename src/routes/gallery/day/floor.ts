/** What else the floor is told that day: stock, alerts, visitors, notices and what somebody did. */
import { at, GENERAL_CHANNEL, type Told } from './told.ts';

function told(time: string, name: string, payload: Record<string, unknown>, channel = GENERAL_CHANNEL): Told {
	const timestamp = new Date(at(time)).toISOString();
	return { at: at(time), channel, name, payload: { ...payload, timestamp } };
}

type Level = 'low_stock' | 'out_of_stock' | 'restocked';

function stock(time: string, name: string, sku: string, type: Level, now: number, threshold: number): Told {
	const product = { id: sku, name, sku, current_stock: now, threshold };
	return told(time, 'stock.alert', { product, alert: { type } });
}

/** An alert of the shop's machinery. */
export function alert(
	time: string,
	severity: string,
	title: string,
	message: string,
	source: string,
	type = 'performance',
): Told {
	// Its id is taken from its title: a second telling is the same alert.
	return told(time, 'system.alert', { alert: { id: title, type, severity, title, message, source } });
}

export const STOCK: readonly Told[] = [
	stock('10:20:00', 'Teh tarik kit', 'TTK-01', 'restocked', 140, 30),
	stock('11:31:00', 'Trail tee S, forest', 'TRT-S-FOR', 'low_stock', 11, 12),
	stock('12:44:10', 'Batik scarf indigo', 'BTS-IND-01', 'low_stock', 6, 15),
	stock('13:30:41', 'Rattan basket M', 'RTB-M-NAT', 'low_stock', 3, 10),
	stock('14:05:32', 'Kopi Gayo 250 g', 'KPG-250', 'out_of_stock', 0, 24),
];

export const DECLINES = 'Card declines above 5 %';
export const QUEUE = 'Queue payments slow, 212 jobs';
export const MAINTENANCE = 'Maintenance tonight 02:00–02:30';
export const GATEWAY = 'Payment gateway down';

export const ALERTS: readonly Told[] = [
	alert('11:06:00', 'low', MAINTENANCE, 'Checkout stays open', 'platform', 'maintenance'),
	alert('13:57:50', 'medium', QUEUE, 'Oldest job waits 40 s', 'queue.payments'),
	alert('14:05:01', 'high', DECLINES, '3 of 41 declined since 13:06, 7.3 %', 'payments.stripe'),
];

/** Who took which alert on. */
export const ANSWERS = [
	{ title: MAINTENANCE, by: { id: '2', name: 'Aisyah Rahman' }, at: at('11:20:00') },
	{ title: QUEUE, by: { id: '3', name: 'Mei Lin Chong' }, at: at('14:00:20') },
] as const;

/** It takes the screen over. */
export const CRITICAL = alert(
	'14:06:02',
	'critical',
	GATEWAY,
	'No payment has gone through since 14:04',
	'payments.stripe',
);

export const VISITORS: readonly Told[] = [
	told('09:12:04', 'user.online', { user: { id: 8_001, name: 'Visitor' }, total_active_users: 204 }),
	told('14:05:40', 'user.online', { user: { id: 8_002, name: 'Visitor' }, total_active_users: 318 }),
];

export interface Admin {
	readonly id: string;
	readonly name: string;
	readonly role: string;
	/** When they came, epoch ms. */
	readonly at: number;
}

/** The id of whoever looks. */
export const SELF = '1';

export const ADMINS: readonly Admin[] = [
	{ id: '1', name: 'Farah Idris', role: 'Operations', at: at('08:01:30') },
	{ id: '2', name: 'Aisyah Rahman', role: 'Shift lead, Floor', at: at('08:02:10') },
	{ id: '5', name: 'Dewi Kartika', role: 'Fulfilment', at: at('10:36:00') },
	{ id: '3', name: 'Mei Lin Chong', role: 'Orders', at: at('11:55:10') },
	{ id: '4', name: 'Tomás Rivera', role: 'Inventory', at: at('13:18:05') },
];

function notice(time: string, title: string, message: string, priority: string, who: string): Told {
	const payload = { id: `n-${time}`, title, message, type: 'order', priority, user: { id: 7, name: who } };
	return told(time, 'new-notification', payload, 'private-admin-notifications');
}

function activity(time: string, action: string, description: string, name: string): Told {
	const payload = { activity: { id: `a-${time}`, action, description, user: { id: 3, name } } };
	return told(time, 'activity.new', payload);
}

export const NOTICES: readonly Told[] = [
	notice('12:10:00', 'Weekly report ready', 'Revenue of week 46', 'low', 'Aisyah Rahman'),
	notice('13:44:30', 'Refund asked for', '#10207, MYR 64.00, damaged on arrival', 'medium', 'Mei Lin Chong'),
	notice('14:05:05', 'Stripe declines rise', '7.3 % of the last 41 attempts', 'high', 'Platform'),
	activity('13:18:20', 'login', 'Tomás Rivera signed in', 'Tomás Rivera'),
	activity('13:51:02', 'stock_counted', 'Counted Rattan basket M, 3 left', 'Tomás Rivera'),
	activity('14:06:06', 'order_confirmed', 'Confirmed #10479', 'Mei Lin Chong'),
];

/** The events of a run: an order shop's `order.created` and `order.status.updated`, each about an order of its own. */
import { orderNumber } from './clock.ts';

/** The channel and, byte for byte, the size of data that the figures are quoted for. */
export const CHANNEL = 'private-admin.orders';
const DATA_BYTES = 564;

/** One entry of a `batch_events` request. */
export interface BatchEvent {
	readonly name: string;
	readonly channel: string;
	readonly data: string;
}

/** The event about the order of this number, as of `atMs`. */
export function createEvent(order: number, atMs: number): BatchEvent {
	const isNew = order % 2 === 0;
	const at = `${new Date(atMs).toISOString().slice(0, -1)}${String(order % 1000).padStart(3, '0')}Z`;
	const fields = (filler: string) =>
		JSON.stringify({
			order_id: order,
			order_number: orderNumber(order),
			current_status: isNew ? 'pending' : 'paid',
			current_status_label: isNew ? 'Pending Payment' : 'Payment Confirmed',
			previous_status: isNew ? null : 'pending',
			changed_by: isNew ? null : 'Demo Admin',
			total: `${(order % 900) + 19}.80`,
			updated_at: at,
			user: { id: (order % 900) + 1, name: 'Nurul Hidayah Osman', email: 'customer@example.test' },
			items_count: 3,
			items_summary: [
				{ product_name: 'Kopi Gayo 250 g', quantity: 2 },
				{ product_name: 'Rattan basket M', quantity: 1 },
				{ product_name: filler, quantity: 1 },
			],
		});
	const data = fields(
		'V60 dripper '.padEnd(12 + Math.max(0, DATA_BYTES - fields('V60 dripper ').length), 'x'),
	);
	return { name: isNew ? 'order.created' : 'order.status.updated', channel: CHANNEL, data };
}

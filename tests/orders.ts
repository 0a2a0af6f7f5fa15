import type { Floor } from './fixtures.ts';

interface Change {
	readonly status?: string;
	readonly previous?: string;
	/** How long ago it happened, in ms. */
	readonly ago?: number;
}

/** Publishes an order called `ORD-<id>`, or a change of it, as the `orders` source tells it. */
export async function publishOrder(
	floor: Floor,
	id: number,
	{ status = 'pending', previous, ago = 0 }: Change = {},
): Promise<void> {
	const name = previous === undefined ? 'order.created' : 'order.status.updated';
	await floor.trigger('private-admin.orders', name, {
		order_id: id,
		order_number: `ORD-${id}`,
		current_status: status,
		current_status_label: status.charAt(0).toUpperCase() + status.slice(1),
		previous_status: previous ?? null,
		changed_by: previous === undefined ? null : 'Mei Lin Chong',
		total: ((1_000 + id) / 100).toFixed(2),
		updated_at: new Date(Date.now() - ago).toISOString().replace('Z', '000Z'),
		user: { id: 7, name: 'Ann Lee', email: 'ann@example.test' },
		items_count: 1,
		items_summary: [{ product_name: 'Mug', quantity: 2 }],
	});
}

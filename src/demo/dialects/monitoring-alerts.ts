/** How the monitoring back end tells that goods run low and that something is wrong with the shop. */
import type { AlertFact, DemoAlert, StockAlertType, StockFact } from '../facts.ts';
import { decimal, isoMicros, type Message } from './wire.ts';

const ADMIN = 'https://shop.example.test/admin';
const MONITORING = 'private-admin-monitoring';

const STOCK_WORDS: Record<
	StockAlertType,
	{ severity: string; title: string; tail: string; icon: string; color: string }
> = {
	low_stock: {
		severity: 'warning',
		title: 'Low Stock Alert',
		tail: 'is running low',
		icon: 'fas fa-exclamation-triangle',
		color: 'text-orange-500',
	},
	out_of_stock: {
		severity: 'critical',
		title: 'Out of Stock Alert',
		tail: 'is out of stock',
		icon: 'fas fa-times-circle',
		color: 'text-red-500',
	},
	restock: {
		severity: 'info',
		title: 'Product Restocked',
		tail: 'has been restocked',
		icon: 'fas fa-check-circle',
		color: 'text-green-500',
	},
};

const SEVERITY_COLOURS: Record<DemoAlert['severity'], string> = {
	low: 'text-blue-500',
	medium: 'text-yellow-500',
	high: 'text-orange-500',
	critical: 'text-red-500',
};

export function sayStock({ type, product, counts, at }: StockFact): Message {
	const { severity, title, tail, icon, color } = STOCK_WORDS[type];
	const message = `${product.name} ${tail} (${product.stock} left)`;
	return {
		channels: [MONITORING, 'private-admin-inventory'],
		name: 'stock.alert',
		data: {
			product: {
				id: product.id,
				name: product.name,
				sku: product.sku,
				current_stock: product.stock,
				threshold: product.threshold,
				category: product.category,
				price: decimal(product.minor),
				currency: 'USD',
			},
			alert: { type, severity, title, message, icon, color },
			inventory_stats: {
				total_low_stock_products: counts.low,
				total_out_of_stock_products: counts.out,
				products_need_reorder: counts.reorder,
			},
			notification: {
				title,
				message,
				type: 'inventory',
				priority: type === 'out_of_stock' ? 'high' : 'medium',
				action_url: `${ADMIN}/products/${product.id}`,
			},
			timestamp: isoMicros(at),
		},
	};
}

export function sayAlert({ alert, isResolved, at }: AlertFact): Message {
	const { type, severity, title } = alert;
	const message = isResolved ? `Resolved: ${alert.message}` : alert.message;
	const isUrgent = severity === 'critical' || severity === 'high';
	return {
		channels: [MONITORING, 'private-admin-system'],
		name: 'system.alert',
		data: {
			alert: {
				type,
				severity,
				title,
				message,
				icon: 'fas fa-server',
				color: SEVERITY_COLOURS[severity],
				action_url: type === 'backup' || type === 'update' ? null : `${ADMIN}/system`,
			},
			system_data: {
				alert_id: alert.id,
				component: alert.component,
				status: isResolved ? 'resolved' : 'open',
				server_time: isoMicros(at),
				memory_usage: {
					current: '28 MB',
					peak: '36 MB',
					current_bytes: 29_360_128,
					peak_bytes: 37_748_736,
				},
				disk_usage: { free: '12.3 GB', total: '39.2 GB', used_percentage: 68.6 },
			},
			notification: {
				title,
				message,
				type: 'system',
				priority: isUrgent ? severity : 'medium',
			},
			timestamp: isoMicros(at),
		},
	};
}

package com.example.shop.refund;

public interface PaymentRepository {
    /** Selects for update; throws NotFoundException when the payment is not the customer's. */
    Payment lockOwnedBy(long customerId, long paymentId);
}

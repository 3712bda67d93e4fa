package com.example.shop.refund;

import java.math.BigDecimal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class RefundService {
    private final PaymentRepository payments;
    private final StoreCredit credit;

    public RefundService(PaymentRepository payments, StoreCredit credit) {
        this.payments = payments;
        this.credit = credit;
    }

    @Transactional
    public void refundAll(long customerId, long paymentId) {
        Payment payment = payments.lockOwnedBy(customerId, paymentId);
        BigDecimal amount = payment.remaining();
        if (amount.signum() <= 0) {
            throw new IllegalStateException("nothing left to refund");
        }
        payment.addRefund(amount);
        credit.grant(customerId, amount);
    }
}

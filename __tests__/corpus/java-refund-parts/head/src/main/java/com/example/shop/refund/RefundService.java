package com.example.shop.refund;

import java.math.BigDecimal;
import java.util.List;
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

    @Transactional
    public void refundParts(long customerId, long paymentId, List<BigDecimal> parts) {
        Payment payment = payments.lockOwnedBy(customerId, paymentId);
        BigDecimal total = BigDecimal.ZERO;
        for (BigDecimal part : parts) {
            if (part == null || part.signum() <= 0) {
                throw new IllegalArgumentException("a part must be positive");
            }
            total = total.add(part);
        }
        if (total.compareTo(payment.remaining()) > 0) {
            throw new IllegalArgumentException("more than what is left of the payment");
        }
        parts.forEach(payment::addRefund);
        credit.grant(customerId, total);
    }
}

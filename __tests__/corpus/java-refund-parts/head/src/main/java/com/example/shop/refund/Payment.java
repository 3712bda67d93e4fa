package com.example.shop.refund;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

public class Payment {
    private final long id;
    private final BigDecimal captured;
    private final List<BigDecimal> refunds = new ArrayList<>();

    public Payment(long id, BigDecimal captured) {
        this.id = id;
        this.captured = captured;
    }

    public long id() {
        return id;
    }

    public BigDecimal captured() {
        return captured;
    }

    public BigDecimal refunded() {
        return refunds.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal remaining() {
        return captured.subtract(refunded());
    }

    public void addRefund(BigDecimal amount) {
        refunds.add(amount);
    }
}

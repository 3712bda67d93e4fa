package com.example.shop.refund;

import com.example.shop.security.CurrentCustomer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class RefundController {
    private final RefundService refunds;

    public RefundController(RefundService refunds) {
        this.refunds = refunds;
    }

    @PostMapping("/payments/{id}/refund")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void refund(@CurrentCustomer long customerId, @PathVariable long id) {
        refunds.refundAll(customerId, id);
    }
}
